using System.Text.RegularExpressions;
using Aos.Sdk.Testing;
using Aos.Sdk.Tests.Support;
using Aos.Sdk.VehicleIdentification;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Sdk.Tests.Testing;

/// <summary>The code of the package's README, compiled and run; the last test compares both texts.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public async Task First_steps()
    {
        using var fake = new AosFakeServer();
        var vehicle = await fake.CreateClient().VehicleIdentification.Vehicles.GetAsync("WBAUV71070A193748");
    }

    [Fact]
    [Trait("Scorecard", "17")]
    public async Task Refused_for_the_rate_and_then_answered()
    {
        using var fake = new AosFakeServer();
        fake.Next("GetVehicle").Answers(429, retryAfter: TimeSpan.FromSeconds(2));
        await fake.CreateClient().VehicleIdentification.Vehicles.GetAsync("WBAUV71070A193748");
        Assert.Equal(2, fake.Calls.Count);
        Assert.Equal([TimeSpan.FromSeconds(2)], fake.Waits);
    }

    [Fact]
    [Trait("Scorecard", "17")]
    public async Task Refused_with_offers()
    {
        using var fake = new AosFakeServer();
        fake.Next("GetVehicle").Answers(402, members: """{ "offers": [{ "durationValue": 1, "durationUnit": "day", "priceNet": 9.50 }] }""");
        var vehicles = fake.CreateClient().VehicleIdentification.Vehicles;
        var refused = await Assert.ThrowsAsync<AosTicketRequiredException>(() => vehicles.GetAsync("WBAUV71070A193748"));
        Assert.Equal(9.50m, refused.Offers[0].GetProperty("priceNet").GetDecimal());
    }

    [Fact]
    public async Task A_script_of_many_lines()
    {
        using var fake = new AosFakeServer();
        fake.Next("GetVehicle")
            .Answers(503)
            .BreaksOff()
            .TimesOut()
            .Answers(new Vehicle { Vin = "WBAUV71070A193748", ModelDesignation = "335i" });
        var vehicle = await fake.CreateClient().VehicleIdentification.Vehicles.GetAsync("WBAUV71070A193748");
        Assert.Equal(("335i", 4), (vehicle.ModelDesignation, fake.Calls.Count));
    }

    [Fact]
    public async Task With_dependency_injection()
    {
        using var fake = new AosFakeServer();
        var services = new ServiceCollection();
        services.AddAosClient(fake.Configure);
        using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<AosClient>();
        Assert.NotNull(await client.VehicleIdentification.Vehicles.FindAsync("WBAUV71070A193748"));
    }

    [Fact]
    [Trait("Scorecard", "3")]
    public void They_are_the_blocks_of_the_README()
    {
        var tests = Lines(File.ReadAllText(Repository.At("tests/Aos.Sdk.Tests/Testing/ReadmeTests.cs")));
        var blocks = Block().Matches(File.ReadAllText(Repository.At("sdk/Aos.Sdk.Testing/README.md"))).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(5, blocks.Count);
        Assert.All(blocks, block => Assert.Contains(Lines(block), tests, StringComparison.Ordinal));
        Assert.All(blocks.Skip(1).Take(2), block => Assert.Equal(5, Lines(block).Split('\n').Length));
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();

    private static string Lines(string text) => string.Join('\n', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.StartsWith("using ", StringComparison.Ordinal) || line.StartsWith("using var ", StringComparison.Ordinal)));
}
