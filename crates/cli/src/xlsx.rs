//! Tables as a workbook: a sheet for each, numbers as numbers in the form of what they count.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use catalogs::prices::Catalog;
use telling::sheet::{Cell, Sheet, Shown, rounded};

use crate::Failure;

/// Widest column, in pixels; longer texts are broken.
const WIDEST: u32 = 420;

/// The bytes of a workbook with these sheets. The same sheets give the same bytes.
///
/// # Errors
/// Where a sheet does not fit into a workbook, which none of this program does.
pub fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, Failure> {
    made(sheets).map_err(|error| Failure::new(format!("the workbook cannot be written: {error}")))
}

fn made(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The day of the price list, not of this clock.
    let made = ExcelDateTime::parse_from_str(&Catalog::embedded().snapshot().date.to_string())?;
    let properties = DocProperties::new()
        .set_author("Tokenomics")
        .set_creation_datetime(&made);
    workbook.set_properties(&properties);
    for sheet in sheets {
        let page = workbook.add_worksheet();
        page.set_name(sheet.tab)?;
        fill(page, sheet)?;
    }
    workbook.save_to_buffer()
}

fn fill(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    let mut row = 0;
    if !sheet.caption.is_empty() {
        page.write_string_with_format(row, 0, &sheet.caption, &bold)?;
        row += 2;
    }
    if !sheet.head.is_empty() {
        for (column, name) in (0..).zip(&sheet.head) {
            page.write_string_with_format(row, column, name, &head)?;
        }
        row += 1;
        page.set_freeze_panes(row, 1)?;
    }
    for cells in &sheet.rows {
        for (column, cell) in (0..).zip(cells) {
            write(page, row, column, cell)?;
        }
        row += 1;
    }
    page.set_autofit_max_width(WIDEST);
    page.autofit();
    Ok(())
}

fn write(page: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => {
            let text_format = Format::new().set_text_wrap().set_align(FormatAlign::Top);
            page.write_string_with_format(row, column, text, &text_format)?;
        }
        Cell::Number(number, shown) => {
            let format = Format::new().set_align(FormatAlign::Top);
            let format = match number_format(*number, *shown) {
                Some(code) => format.set_num_format(code),
                None => format,
            };
            page.write_number_with_format(row, column, rounded(*number), &format)?;
        }
        Cell::Unknown => {}
    }
    Ok(())
}

/// How a spreadsheet shows a number, where that is not its own way: amounts under a dollar with as many places as a price of
/// a token needs.
fn number_format(number: f64, shown: Shown) -> Option<&'static str> {
    Some(match shown {
        Shown::Plain => return None,
        Shown::Count => "#,##0",
        Shown::Usd if number == 0.0 || number.abs() >= 1.0 => "$#,##0.00;-$#,##0.00",
        Shown::Usd => "$0.00######;-$0.00######",
        Shown::Share => "0.0%",
    })
}
