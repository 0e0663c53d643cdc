//! What the page holds and what it derives, of one type only to the framework.
//!
//! The framework's signals and memos are compiled once more for each type of value. Here every value lies in a box
//! behind one type, and a thin typed handle takes it out again.

use crate::call::Call;
use crate::framework::*;
use std::any::Any;
use std::marker::PhantomData;

type Value = Box<dyn Any + Send + Sync>;

/// A value that is set; who reads it is told when it changes. Cheap to copy.
pub struct Held<T>(RwSignal<Value>, PhantomData<fn() -> T>);

/// A value made from others, kept as long as they are the same. Cheap to copy.
pub struct Kept<T>(Memo<Value>, PhantomData<fn() -> T>);

/// What both can do: the methods of the framework's own signals.
macro_rules! can_be_read {
    ($Handle:ident) => {
        impl<T> Clone for $Handle<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $Handle<T> {}

        impl<T: Send + Sync + 'static> $Handle<T> {
            /// Looks at the value; what reads it here runs again when it changes.
            pub fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
                look(inside(&self.0.read()))
            }

            /// Looks at the value once.
            pub fn with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> U {
                look(inside(&self.0.read_untracked()))
            }

            /// A copy of the value; what reads it here runs again when it changes.
            pub fn get(self) -> T
            where
                T: Clone,
            {
                self.with(T::clone)
            }
        }
    };
}

can_be_read!(Held);
can_be_read!(Kept);

impl<T: Send + Sync + 'static> Held<T> {
    /// Holds a first value.
    pub fn new(first: T) -> Self {
        Self(RwSignal::new(Box::new(first)), PhantomData)
    }

    /// Holds a first value for as long as the page is open, wherever it is made.
    pub fn for_good(first: T) -> Self {
        let owner = Owner::default();
        let held = owner.with(|| Self::new(first));
        core::mem::forget(owner);
        held
    }

    /// A copy of the value as it is now.
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Another value.
    pub fn set(self, value: T) {
        self.0.set(Box::new(value));
    }

    /// Another value, unless what held it is gone.
    pub fn try_set(self, value: T) {
        self.0.try_set(Box::new(value));
    }

    /// Changes the value in its place.
    pub fn update<U>(self, change: impl FnOnce(&mut T) -> U) -> U {
        change(inside_mut(&mut self.0.write()))
    }

    /// What reads nothing here runs again all the same when the value changes.
    pub fn track(self) {
        self.0.track();
    }
}

impl<T: Send + Sync + 'static> Kept<T> {
    /// Made anew when what `make` reads has changed; who reads it is told when it is not equal to the one before.
    pub fn new(make: impl Fn() -> T + Send + Sync + 'static) -> Self
    where
        T: PartialEq,
    {
        let make = move |before: Option<Value>| -> (Value, bool) {
            let made = make();
            let changed = before.is_none_or(|before| *inside::<T>(&before) != made);
            (Box::new(made), changed)
        };
        Self(memo(Box::new(make)), PhantomData)
    }

    /// Made anew, from the one before too, and compared with nothing: comparing takes code.
    pub fn uncompared(make: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let make = move |before: Option<Value>| -> (Value, bool) {
            (Box::new(make(before.as_ref().map(inside))), true)
        };
        Self(memo(Box::new(make)), PhantomData)
    }
}

/// From the value before: the value now, and whether it is another.
type Make = Box<dyn Call<Option<Value>, (Value, bool)> + Send + Sync>;

fn memo(make: Make) -> Memo<Value> {
    Memo::new_owning(move |before| make.call(before))
}

const OTHER_TYPE: &str = "a handle knows the type that it put in";

fn inside<T: 'static>(value: &Value) -> &T {
    match (**value).downcast_ref() {
        Some(value) => value,
        None => unreachable!("{OTHER_TYPE}"),
    }
}

fn inside_mut<T: 'static>(value: &mut Value) -> &mut T {
    match (**value).downcast_mut() {
        Some(value) => value,
        None => unreachable!("{OTHER_TYPE}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_follows_what_is_held() {
        let owner = Owner::new();
        owner.set();
        let words = Held::new(vec!["one".to_string()]);
        let count = Kept::new(move || words.with(Vec::len));
        assert_eq!(count.get(), 1);
        words.update(|words| words.push("two".into()));
        assert_eq!(count.get(), 2);
        words.set(Vec::new());
        assert_eq!(count.get(), 0);
    }

    #[test]
    fn what_is_equal_to_the_one_before_makes_nothing_anew() {
        let owner = Owner::new();
        owner.set();
        let number = Held::new(1);
        let is_odd = Kept::new(move || number.get() % 2 == 1);
        let times =
            Kept::uncompared(move |before| is_odd.with(|_| before.map_or(1, |before| before + 1)));
        assert_eq!(times.get(), 1);
        number.set(3);
        assert_eq!(times.get(), 1);
        number.set(4);
        assert_eq!(times.get(), 2);
    }

    #[test]
    fn what_is_gone_takes_no_value() {
        let owner = Owner::new();
        let number = owner.with(|| Held::new(1));
        owner.cleanup();
        number.try_set(2);
        assert!(number.0.try_read_untracked().is_none());
    }

    #[test]
    fn what_is_held_for_good_stays_where_what_made_it_is_gone() {
        let owner = Owner::new();
        let number = owner.with(|| Held::for_good(1));
        owner.cleanup();
        number.set(2);
        assert_eq!(number.get_untracked(), 2);
    }
}
