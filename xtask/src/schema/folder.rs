//! Generated files in a folder: written, or compared with what is there.

use std::{collections::BTreeSet, fs, io::ErrorKind, path::Path};

use anyhow::{bail, Context, Result};

/// A generated file.
pub struct File {
    pub name: String,
    pub content: String,
}

/// Writes the files whose content differs, removes those that are no longer generated, and returns
/// the names of the ones written.
pub fn write<'f>(folder: &Path, files: &'f [File]) -> Result<Vec<&'f str>> {
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    for name in strays(folder, files)? {
        fs::remove_file(folder.join(&name)).with_context(|| format!("cannot remove {name}"))?;
    }
    let mut written = vec![];
    for file in files {
        if read(folder, file)?.as_ref() != Some(&file.content) {
            let path = folder.join(&file.name);
            fs::write(&path, &file.content)
                .with_context(|| format!("cannot write {}", path.display()))?;
            written.push(file.name.as_str());
        }
    }
    Ok(written)
}

/// Fails with a line for every file that is missing, different or no longer generated.
pub fn check(folder: &Path, files: &[File]) -> Result<()> {
    let mut faults = vec![];
    for file in files {
        match read(folder, file)? {
            None => faults.push(format!("schema/{} is missing", file.name)),
            Some(content) => {
                if let Some(line) = first_difference(&content, &file.content) {
                    faults.push(format!("schema/{} differs from line {line}", file.name));
                }
            }
        }
    }
    for name in strays(folder, files)? {
        faults.push(format!("schema/{name} belongs to no contract"));
    }
    if !faults.is_empty() {
        bail!(
            "{}; run `cargo xtask schema` and commit the result",
            faults.join(", ")
        );
    }
    Ok(())
}

fn read(folder: &Path, file: &File) -> Result<Option<String>> {
    let path = folder.join(&file.name);
    match fs::read_to_string(&path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// JSON files in the folder that are not among `files`.
fn strays(folder: &Path, files: &[File]) -> Result<BTreeSet<String>> {
    let generated: BTreeSet<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(error).context(format!("cannot read {}", folder.display())),
    };
    let mut strays = BTreeSet::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let is_json = Path::new(&name)
            .extension()
            .is_some_and(|extension| extension == "json");
        if is_json && !generated.contains(name.as_str()) {
            strays.insert(name);
        }
    }
    Ok(strays)
}

/// The number of the first line that is not the same in both.
fn first_difference(there: &str, wanted: &str) -> Option<usize> {
    if there == wanted {
        return None;
    }
    let same = there
        .lines()
        .zip(wanted.lines())
        .take_while(|(a, b)| a == b)
        .count();
    Some(same + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, content: &str) -> File {
        File {
            name: name.into(),
            content: content.into(),
        }
    }

    #[test]
    fn what_was_written_passes_the_check_and_is_not_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let files = [file("a.json", "{}\n"), file("b.json", "[]\n")];
        assert_eq!(write(folder.path(), &files).unwrap(), ["a.json", "b.json"]);
        check(folder.path(), &files).unwrap();
        assert!(write(folder.path(), &files).unwrap().is_empty());
    }

    #[test]
    fn a_check_names_every_fault_and_the_remedy() {
        let folder = tempfile::tempdir().unwrap();
        let old = [file("a.json", "{\n1\n}\n"), file("gone.json", "{}\n")];
        write(folder.path(), &old).unwrap();
        fs::write(folder.path().join("README.md"), "not generated").unwrap();

        let new = [file("a.json", "{\n2\n}\n"), file("b.json", "{}\n")];
        let error = check(folder.path(), &new).unwrap_err().to_string();
        assert_eq!(
            error,
            "schema/a.json differs from line 2, schema/b.json is missing, \
             schema/gone.json belongs to no contract; \
             run `cargo xtask schema` and commit the result"
        );

        write(folder.path(), &new).unwrap();
        check(folder.path(), &new).unwrap();
        assert!(folder.path().join("README.md").exists());
    }

    #[test]
    fn a_missing_end_is_a_difference() {
        assert_eq!(first_difference("a\nb", "a\nb"), None);
        assert_eq!(first_difference("a\nb\n", "a\nb"), Some(3));
        assert_eq!(first_difference("a\n", "a\nb\n"), Some(2));
    }
}
