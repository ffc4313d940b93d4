using System.CommandLine;
using System.Globalization;
using Aos.Api.Platform.Commands;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Platform.Identity.Tenants;

/// <summary>The commands <c>access grant</c> and <c>access revoke</c>.</summary>
internal sealed class AccessCommand
{
    private readonly Argument<string> _tenant = new("TENANT") { Description = "Id or name." };
    private readonly Argument<string> _right = new("RIGHT") { Description = "Code of the right." };
    private readonly Option<string?> _plan = new("--plan") { Description = "Plan, for rights to a product." };
    private readonly Option<string?> _until = new("--until") { Description = "Last day (UTC), as 2027-06-30." };
    private readonly Option<bool> _sandbox = new("--sandbox") { Description = "The sandbox twin of the organisation." };
    private readonly IReadOnlyList<string> _settings;

    private AccessCommand(IReadOnlyList<string> settings) => _settings = settings;

    public static Command Create(IReadOnlyList<string> settings)
    {
        var access = new AccessCommand(settings);
        var grant = new Command("grant", "Grants a right to a tenant, or changes plan and end of a grant.") { access._tenant, access._right, access._plan, access._until, access._sandbox };
        grant.SetAction(access.GrantAsync);
        var revoke = new Command("revoke", "Takes a right from a tenant.") { access._tenant, access._right, access._sandbox };
        revoke.SetAction(access.RevokeAsync);
        return new Command("access", "Rights of tenants.") { grant, revoke };
    }

    private async Task<int> GrantAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (right, plan) = (parsed.GetValue(_right)!, parsed.GetValue(_plan));
        var until = EndOf(parsed.GetValue(_until));
        await using var database = await CommandDatabase.OpenAsync(_settings, cancellationToken);
        var tenant = await database.WriteAsync(async write =>
        {
            var tenant = await TenantAsync(write, parsed);
            await Rights.RefuseUnknownAsync(write, right, plan);
            await Rights.GrantAsync(write, tenant, right, plan, until, "administrator", "command");
            return tenant;
        }, cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"The tenant {tenant} has the right {right}.");
        return 0;
    }

    private async Task<int> RevokeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var right = parsed.GetValue(_right)!;
        await using var database = await CommandDatabase.OpenAsync(_settings, cancellationToken);
        var tenant = await database.WriteAsync(async write =>
        {
            var tenant = await TenantAsync(write, parsed);
            return await Rights.RevokeAsync(write, tenant, right)
                ? tenant
                : throw new CommandException($"The tenant {tenant} does not have the right '{right}'.");
        }, cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"The tenant {tenant} no longer has the right {right}.");
        return 0;
    }

    private Task<Guid> TenantAsync(WriteScope write, ParseResult parsed) => TenantArgument.FindAsync(write, parsed.GetValue(_tenant)!, parsed.GetValue(_sandbox));

    /// <summary>The first moment after the day.</summary>
    private static DateTimeOffset? EndOf(string? day)
    {
        if (day is null)
            return null;
        return DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new DateTimeOffset(date.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero)
            : throw new CommandException($"The date must exist and have the form 2027-06-30, not '{day}'.");
    }
}
