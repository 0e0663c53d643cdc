//! `tokenomics schema`: what the JSON of this command holds, made from its types.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;

use crate::{Failure, print};

/// Print the JSON Schema of a report, a view, a comparison or measured usage
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Whose JSON it describes
    #[arg(long, value_enum, default_value_t = Of::Report)]
    of: Of,
}

/// What is printed as JSON.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// What `tokenomics evaluate --format json` prints
    Report,
    /// What `tokenomics evaluate --section VIEW --format json` and `tokenomics compare --format json` of one scenario print
    View,
    /// What `tokenomics compare --format json` of two scenarios prints
    Comparison,
    /// What `tokenomics usage --format json` prints
    Usage,
}

/// Prints the schema.
///
/// # Errors
/// Where it cannot be written as JSON, which no type here causes.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    print(&schema(arguments.of)?)
}

/// The JSON Schema of what is printed.
///
/// # Errors
/// Where it cannot be written as JSON, which no type here causes.
pub fn schema(of: Of) -> Result<String, Failure> {
    match of {
        Of::Report => written::<scenario::report::Report>(),
        Of::View => written::<views::Found>(),
        Of::Comparison => written::<crate::compare::ComparisonReport>(),
        Of::Usage => written::<::usage::report::Report>(),
    }
}

fn written<T: JsonSchema>() -> Result<String, Failure> {
    // What is written has every member, those that may be null too.
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<T>();
    serde_json::to_string_pretty(&schema)
        .map(|json| json + "\n")
        .map_err(|error| Failure::new(format!("the schema cannot be written: {error}")))
}
