"""Turn a Course into Diagnostics: what is wrong between records that each read well by themselves."""
