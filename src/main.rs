//! In a browser: the page. Natively: prints what stands in the page before WebAssembly has arrived.

#[cfg(target_arch = "wasm32")]
fn main() {
    tokenomics_app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::io::Result<()> {
    use std::io::Write;
    std::io::stdout().write_all(tokenomics_app::prerender().as_bytes())
}
