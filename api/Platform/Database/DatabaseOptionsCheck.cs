using Aos.Api.Platform.Database.Embedded;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Aos.Api.Platform.Database;

/// <summary>Stops the start on a setting that cannot work and names it. Never repeats a value that may hold a password.</summary>
internal sealed class DatabaseOptionsCheck(IServiceProvider services) : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Faults(DatabaseOptions options)
    {
        if (ConnectionFault(options.ConnectionString) is { } main)
            yield return $"Database:ConnectionString {main}.";
        if (ConnectionFault(options.ReadOnly) is { } readOnly)
            yield return $"Database:ReadOnly {readOnly}.";
        if (options.DataDirectory is { Length: > 0 } data && !Path.IsPathFullyQualified(data))
            yield return $"Database:DataDirectory must be an absolute path, but is '{data}'.";
        if (options.BinDirectory is { Length: > 0 } bin && !ServerBinaries.IsComplete(bin))
            yield return $"Database:BinDirectory '{bin}' does not hold initdb, pg_ctl and postgres.";
        if (options.DisposableCluster && services.GetService<IHostEnvironment>()?.IsProduction() == true)
            yield return "Database:DisposableCluster is refused in production.";
    }

    private static string? ConnectionFault(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is { Length: > 0 } ? null : "names no Host";
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException)
        {
            return "is not a connection string of the form 'Host=…;Database=…;Username=…;Password=…'";
        }
    }
}
