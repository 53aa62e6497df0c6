"""The places of Russia: which federal subjects and towns does a text name, and what does a person mean by a name?"""
