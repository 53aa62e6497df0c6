"""Russian text, for indexing and asking alike: which words stand in it, how is each read, which places are named?"""
