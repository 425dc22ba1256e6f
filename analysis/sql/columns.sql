-- Every column of every table.
select
    table_name as "table",
    column_name as "column",
    data_type as type,
    is_nullable as may_be_null
from duckdb_columns()
where not internal
order by table_name, column_index
