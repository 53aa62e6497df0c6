"""Russian text, for indexing and asking alike: which words and sentences stand in it, how is each read?"""
