-- A skill may belong to several others: Amazon Bedrock to AWS and to LLM APIs.
alter table skills add column parents varchar[];
update skills
set parents = case when parent is null then [] else [parent] end;
alter table skills drop column parent;
