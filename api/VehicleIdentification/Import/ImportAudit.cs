using Aos.Api.Platform.Audit;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>Notes in the audit trail what an operator did to the catalogue on the command line.</summary>
internal static class ImportAudit
{
    /// <summary>Catalogue data belong to no tenant: their acts stand in the log of the installation itself.</summary>
    public static readonly Guid Installation = Guid.Empty;

    public static Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string action, short dataSet, string details) =>
        new AuditAct
        {
            TenantId = Installation,
            Actor = Actor.Command,
            Action = action,
            ObjectKind = "dataSet",
            ObjectId = DataSetNames.NameOf(dataSet),
            Details = details,
        }.WriteAsync(connection, transaction);
}
