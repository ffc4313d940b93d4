using System.CommandLine;
using System.Globalization;
using Aos.Api.Platform.Commands;
using Aos.Api.Platform.Identity.Tenants;

namespace Aos.Api.Platform.Audit.Chain;

/// <summary>The command <c>audit verify</c>.</summary>
internal static class AuditCommand
{
    public static Command Create(IReadOnlyList<string> settings)
    {
        var tenant = new Option<string?>("--tenant") { Description = "Only the log of this tenant, by id or name." };
        var sandbox = new Option<bool>("--sandbox") { Description = "The log of the tenant's sandbox twin." };
        var verify = new Command("verify", "Follows the hash chain of every log; exit code 1 if one is broken.") { tenant, sandbox };
        verify.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = await CommandDatabase.OpenAsync(settings, cancellationToken);
            Guid? tenantId = parsed.GetValue(tenant) is { } name
                ? await database.WriteAsync(write => TenantArgument.FindAsync(write, name, parsed.GetValue(sandbox)), cancellationToken)
                : null;
            var found = await ChainVerifier.RunAsync(database.Bulk, tenantId, database.Time, cancellationToken);
            if (found.FirstBroken is { } fault)
                throw new CommandException(Sentence(fault));
            await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"Intact: {found.Rows} {(found.Rows == 1 ? "event" : "events")} of {found.Tenants} {(found.Tenants == 1 ? "tenant" : "tenants")}."));
            return 0;
        });
        return new Command("audit", "The audit: what happened, by whom, to what.") { verify };
    }

    private static string Sentence(AuditChainFault fault) => string.Create(CultureInfo.InvariantCulture, $"""
        The log of the tenant {fault.TenantId} is broken: {fault.Kind switch
    {
        AuditChainFaultKind.EventMissing => $"event {fault.Sequence} is missing.",
        AuditChainFaultKind.EventChanged => $"event {fault.Sequence} ({fault.EventId}) was changed.",
        AuditChainFaultKind.DetailsChanged => $"the details of event {fault.Sequence} ({fault.EventId}) were changed.",
        _ => $"the event {fault.EventId} does not stand in the chain.",
    }}
        """);
}
