//! The `tokenomics` command.

fn main() -> std::process::ExitCode {
    tokenomics_cli::run()
}
