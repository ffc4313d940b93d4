using System.Security.Cryptography;
using System.Text;
using Aos.Api.Platform.Secrets;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Harness.Postgres;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Platform.Secrets;

/// <summary>What one node protects another one reads, and the database alone opens nothing.</summary>
public sealed class DataProtectionTests
{
    private const string Purpose = "test";

    [Fact]
    public async Task What_one_node_protects_another_one_reads_also_after_a_restart()
    {
        await using var first = new ApiHost();
        await first.InitializeAsync();
        var text = Protector(first).Protect("Grüße");
        await using (var second = await first.StartSecondNodeAsync())
            Assert.Equal("Grüße", Protector(second).Unprotect(text));
        await using var restarted = await first.StartSecondNodeAsync();
        Assert.Equal("Grüße", Protector(restarted).Unprotect(text));
        Assert.Throws<CryptographicException>(() => restarted.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("other").Unprotect(text));
    }

    [Fact]
    public async Task Nodes_that_start_together_make_one_key()
    {
        await using var database = await TestDatabase.CreateAsync();
        var nodes = Enumerable.Range(0, 3).Select(_ => new ApiHost([], null, database)).ToList();
        await Task.WhenAll(nodes.Select(node => node.InitializeAsync()));
        Assert.Equal(1L, await nodes[0].SqlAsync<long>("select count(*) from platform.data_protection_keys"));
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    [Fact]
    public async Task A_key_cannot_be_read_in_the_database_nor_moved_to_another_name()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        var content = (await api.SqlAsync<byte[]>("select content from platform.data_protection_keys"))!;
        Assert.DoesNotContain("key", Encoding.UTF8.GetString(content), StringComparison.OrdinalIgnoreCase);

        await api.SqlAsync("update platform.data_protection_keys set name = 'other'");
        var failure = Assert.ThrowsAny<Exception>(() => api.Services.GetRequiredService<DataProtectionKeys>().GetAllElements());
        Assert.StartsWith("The key 'other' in the database was encrypted with another master key", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Case", "OPS-4")]
    public async Task Another_master_key_stops_the_start()
    {
        await using var first = new ApiHost();
        await first.InitializeAsync();
        var other = Path.Combine(TestDirectories.Create("other-key"), "master.key");
        MasterKey.ReadOrCreate(other);
        await using var second = new ApiHost(new() { ["Keys:MasterKeyFile"] = other }, null, first.Database);
        var failure = await Assert.ThrowsAnyAsync<Exception>(second.InitializeAsync);
        Assert.Contains("another master key than the one that Keys:MasterKeyFile names", failure.Message, StringComparison.Ordinal);
    }

    private static IDataProtector Protector(ApiHost api) => api.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose);
}
