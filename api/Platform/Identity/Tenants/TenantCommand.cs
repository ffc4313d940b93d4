using System.CommandLine;
using Aos.Api.Platform.Commands;
using Aos.Api.Platform.Identity.Access;
using Npgsql;

namespace Aos.Api.Platform.Identity.Tenants;

/// <summary>The command <c>tenant create</c>.</summary>
internal static class TenantCommand
{
    private const int LongestName = 100;

    public static Command Create(IReadOnlyList<string> settings)
    {
        var name = new Argument<string>("NAME") { Description = "Name for people." };
        var kind = new Option<string>("--kind") { Description = "What it is.", DefaultValueFactory = _ => TenantKinds.Organisation };
        kind.AcceptOnlyFromAmong(TenantKinds.Organisation, TenantKinds.Operator);
        var country = new Option<string?>("--country") { Description = "Two capital letters (ISO 3166), such as DE." };
        var vehicleKinds = new Option<string[]>("--vehicle-kind") { Description = "See only vehicles of this kind; may be repeated. Without it, all.", DefaultValueFactory = _ => [] };
        vehicleKinds.AcceptOnlyFromAmong("car", "motorcycle");
        var create = new Command("create", "Creates a tenant; an organisation gets its sandbox twin with it.") { name, kind, country, vehicleKinds };
        create.SetAction(async (parsed, cancellationToken) =>
        {
            Check(parsed.GetValue(name)!, parsed.GetValue(country));
            await using var database = await CommandDatabase.OpenAsync(settings, cancellationToken);
            var tenant = new NewTenant(parsed.GetValue(kind)!, parsed.GetValue(name)!, parsed.GetValue(country), parsed.GetValue(vehicleKinds)!);
            await RunAsync(database, tenant, parsed.InvocationConfiguration.Output, cancellationToken);
            return 0;
        });
        return new Command("tenant", "Tenants: organisations and the operator.") { create };
    }

    private static async Task RunAsync(CommandDatabase database, NewTenant tenant, TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            var (id, sandbox) = await database.WriteAsync(write => Tenants.CreateAsync(write, tenant), cancellationToken);
            await output.WriteLineAsync($"tenant   {id}");
            if (sandbox is not null)
                await output.WriteLineAsync($"sandbox  {sandbox}");
        }
        catch (PostgresException e) when (e.ConstraintName == "tenants_one_operator")
        {
            throw new CommandException("There is an operator already, and there can be only one.");
        }
    }

    private static void Check(string name, string? country)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName || name.Any(char.IsControl))
            throw new CommandException($"A name has 1 to {LongestName} printable characters.");
        if (country is not null && (country.Length != 2 || !country.All(char.IsAsciiLetterUpper)))
            throw new CommandException($"A country has two capital letters, such as DE, not '{country}'.");
    }
}
