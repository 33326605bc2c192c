"""Who answers for a child: the child names somebody, who says that it is so."""
