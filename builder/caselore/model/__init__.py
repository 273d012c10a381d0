"""The frozen records of a course, in the field's own words. No input, no output, no other rooms."""
