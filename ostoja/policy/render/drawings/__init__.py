"""One drawing for each list that a section of the notice may show."""
