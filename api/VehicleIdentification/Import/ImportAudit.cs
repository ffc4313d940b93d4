using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>Notes in the audit trail what an operator did to the catalogue on the command line.</summary>
internal static class ImportAudit
{
    public static Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string action, short dataSet, string details) =>
        connection.ExecuteAsync(
            """
            insert into platform.audit (tenant_id, actor_kind, actor_id, action, object_kind, object_id, details)
            values (null, 'command', @user, @action, 'dataSet', @name, @details::jsonb)
            """,
            new { user = Environment.UserName, action, name = DataSetNames.NameOf(dataSet), details },
            transaction);
}
