//! Functions behind pointers.

/// A function. Of our own, because behind a pointer the language's own carry three functions for each closure, one for
/// each way to be called, and this page has hundreds.
pub trait Call<With, Gives> {
    /// Calls it.
    fn call(&self, with: With) -> Gives;
}

impl<With, Gives, F: Fn(With) -> Gives> Call<With, Gives> for F {
    fn call(&self, with: With) -> Gives {
        self(with)
    }
}
