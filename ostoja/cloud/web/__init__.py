"""What every page and answer wears: texts, language, headers, errors, health."""
