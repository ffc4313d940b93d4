using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Vehicles;
using Aos.Api.VehicleIdentification.VinChecks;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Aos.Api.Tests.VehicleIdentification.VinChecks;

/// <summary>Vehicles for a VIN that is almost right: always found, and found by index.</summary>
public sealed class VinCandidateTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";

    [Fact]
    public async Task One_wrong_character_or_two_swapped_ones_lead_back_to_the_vehicle()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var random = new Random(4);
        for (var i = 0; i < 120; i++)
        {
            var vin = SampleVehicle.All[random.Next(SampleVehicle.All.Count)].Vin;
            var (text, kind, positions) = random.Next(2) == 0 ? OneWrong(vin, random) : Swapped(vin, random);
            if (text == vin)
                continue;
            var check = await workshop.ReadAsync(VinCheckTests.Path + text);
            if ((bool)check["isKnown"]!)
                continue; // another vehicle by chance
            var candidate = Assert.Single(check["candidates"]!.AsArray(), one => (string?)one!["vin"] == vin)!;
            Assert.Equal((text, kind, string.Join(',', positions)), (text, (string)candidate["kind"]!, string.Join(',', candidate["positions"]!.AsArray())));
        }
    }

    [Fact]
    public async Task A_check_is_one_statement_and_with_candidates_two()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        await workshop.ReadAsync(VinCheckTests.Path + "WBAUV71070A193748");
        using var statements = new CountedStatements(api);
        await workshop.ReadAsync(VinCheckTests.Path + "wbauv71070a193748");
        Assert.Single(statements.Take());
        await workshop.ReadAsync(VinCheckTests.Path + "WBAUV7107OA193748");
        Assert.Equal(2, statements.Take().Count);
        await workshop.ReadAsync(VinCheckTests.Path + "no-vin-at-all");
        Assert.Single(statements.Take());
    }

    [Fact]
    public async Task A_batch_of_texts_is_one_statement()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        await workshop.ReadAsync(VinCheckTests.Path + "WBAUV71070A193748");
        var checking = api.Services.GetRequiredService<VinChecking>();
        var caller = await PrincipalAsync();
        var vins = SampleVehicle.All.Take(60).Select(vehicle => vehicle.Vin).ToList();
        using var statements = new CountedStatements(api);
        var found = await checking.CandidatesAsync(vins.Select(vin => vin[..16] + "Z").Append("nothing").Append(""), caller, CancellationToken.None);
        Assert.Single(statements.Take());
        Assert.All(vins, vin => Assert.Contains(found[vin[..16] + "Z"], candidate => candidate.Vin == vin && candidate.Kind == VinCandidateKind.OneCharacter));
        Assert.False(found.ContainsKey("nothing"));
        Assert.Empty(await checking.CandidatesAsync(["", "x"], caller, CancellationToken.None));
        Assert.Empty(statements.Take());
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("force_generic_plan")]
    public async Task Candidates_are_found_by_index(string plans)
    {
        await api.SqlAsync("analyze vehicle_identification.vehicles");
        await using var connection = await api.Database.DataSource.OpenConnectionAsync();
        await using (var set = new NpgsqlCommand($"set plan_cache_mode = {plans}", connection))
            await set.ExecuteNonQueryAsync();
        var (vins, tails) = (new HashSet<string>(), new HashSet<string>());
        new VinCandidates("WBAUV71070A193749").Probe(vins, tails);
        Assert.InRange(vins.Count, 230, 240);
        Assert.Single(tails);

        await using var command = new NpgsqlCommand("explain " + VinCheckStore.NearSql, connection);
        command.Parameters.AddWithValue("dataSet", (short)2);
        command.Parameters.AddWithValue("vins", vins.ToArray());
        command.Parameters.AddWithValue("tails", tails.ToArray());
        var plan = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            plan.Add(reader.GetString(0));
        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan on vehicles", StringComparison.Ordinal));
        Assert.Contains(plan, line => line.Contains("vehicles_short_vin", StringComparison.Ordinal));
        Assert.Contains(plan, line => line.Contains("vehicles_pkey", StringComparison.Ordinal));
    }

    private async Task<Principal> PrincipalAsync()
    {
        var tokens = api.Services.GetRequiredService<AccessTokens>();
        return (await tokens.FindAsync(OpaqueToken.Hash(await api.TokenAsync(Somebody.Workshop)), CancellationToken.None))!.Principal;
    }

    private static (string Text, string Kind, int[] Positions) OneWrong(string vin, Random random)
    {
        var place = random.Next(17);
        return ($"{vin[..place]}{Alphabet[random.Next(Alphabet.Length)]}{vin[(place + 1)..]}", "oneCharacter", [place + 1]);
    }

    private static (string Text, string Kind, int[] Positions) Swapped(string vin, Random random)
    {
        var place = random.Next(16);
        return ($"{vin[..place]}{vin[place + 1]}{vin[place]}{vin[(place + 2)..]}", "swapped", [place + 1, place + 2]);
    }
}
