mod iteration;
mod keys;
mod values;
