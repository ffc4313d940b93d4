using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Import;

namespace Aos.Api.Tests.VehicleIdentification.Changes;

/// <summary>Makes releases on a host, and takes one back.</summary>
internal static class ReleaseSteps
{
    public static async Task SwitchAsync(this ApiHost api, string release, params string[] vehicles)
    {
        using var folder = await new ImportFolder { Release = release, IsChanged = true }.With("vehicles", vehicles).Only("vehicles").WrittenAsync();
        var (exitCode, output) = await folder.ImportAsync(api.Database.ConnectionString);
        Assert.True(exitCode == 0, output);
    }

    /// <summary>The state in which a roll-back leaves the tables.</summary>
    public static Task RollBackAsync(this ApiHost api, int from, int to) => api.SqlAsync($"""
        update vehicle_identification.imports set state = 'withdrawn' where data_set = 2 and number = {from};
        update vehicle_identification.imports set state = 'current' where data_set = 2 and number = {to};
        update vehicle_identification.releases r set current = {to}, name = i.name
        from vehicle_identification.imports i where i.data_set = 2 and i.number = {to} and r.data_set = 2;
        select pg_notify('aos_catalogue', 'vehicle_identification:2')
        """);

    /// <summary>The state in which a purge leaves the tables.</summary>
    public static Task PurgeAsync(this ApiHost api, int upTo) => api.SqlAsync($"""
        update vehicle_identification.imports set state = 'purged' where data_set = 2 and number <= {upTo};
        update vehicle_identification.releases set oldest = {upTo} + 1 where data_set = 2;
        select pg_notify('aos_catalogue', 'vehicle_identification:2')
        """);
}
