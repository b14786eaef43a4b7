//! Where the folder will stand on the web.

use super::words;

/// The address of the folder, with a slash at its end; empty where it is not known.
pub struct Address(String);

impl Address {
    /// Takes an address as a person gives it; an empty one is not known.
    ///
    /// # Errors
    /// A sentence that says what is allowed.
    pub fn of(given: &str) -> Result<Self, String> {
        let given = given.trim();
        let rest = ["https://", "http://"]
            .iter()
            .find_map(|scheme| given.strip_prefix(scheme));
        let has_host = rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'));
        let is_plain = !given.contains(|c: char| {
            c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '"' | '\'' | '<' | '>')
        });
        match given {
            "" => Ok(Self(String::new())),
            _ if has_host && is_plain => Ok(Self(format!("{}/", given.trim_end_matches('/')))),
            _ => Err(words::bad_address(given)),
        }
    }

    /// Whether there is one.
    pub fn is_known(&self) -> bool {
        !self.0.is_empty()
    }

    /// The whole address of a file in the folder.
    pub fn of_file(&self, path: &str) -> Option<String> {
        self.is_known().then(|| format!("{}{path}", self.0))
    }
}
