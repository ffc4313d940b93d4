using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Harness.Postgres;
using Aos.Api.VehicleIdentification.Import;
using Aos.Api.VehicleIdentification.Mileage;

namespace Aos.Api.Tests.VehicleIdentification.Import;

/// <summary>CSV is another form of the same lines: the same rows, the same faults.</summary>
public sealed class CsvTests(LoadedDatabase loaded) : IClassFixture<LoadedDatabase>
{
    private const string Header = "vin,typeKey,paint,producedOn,numberOfKeys,options,retrofits\n";
    private const string First = "WBAUV71070A193748,UV81,475,2008-09-22,2,1CA|205,235:2009-05-14\n";

    [Fact]
    public async Task The_sample_data_as_CSV_are_the_same_release()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var sample = await TestDatabase.CreateSampleAsync();
        using var folder = new ImportFolder();
        var packed = false;
        foreach (var kind in ImportFile.Kinds)
        {
            await folder.CsvAsync(kind, CsvText.Of(File.ReadLines(Path.Combine(Harness.SampleData.Folder, kind + ".ndjson"))), packed = !packed);
            folder.Without(kind);
        }

        var (exitCode, output) = await folder.ImportAsync(database.ConnectionString);
        Assert.True(exitCode == 0, output);
        Assert.Equal(await Catalogue.DigestAsync(sample.ConnectionString), await Catalogue.DigestAsync(database.ConnectionString));

        await File.WriteAllTextAsync(Path.Combine(folder.Path, "mileages.csv"), CsvText.Of(File.ReadLines(Path.Combine(Harness.SampleData.Folder, "mileages.ndjson"))));
        await using var bulk = Aos.Api.Platform.Database.DataSources.ForBulk(database.ConnectionString);
        Assert.Equal(0, await MileageCommand.RunAsync(bulk, TimeProvider.System, Path.Combine(folder.Path, "mileages.csv"), "sandbox", TextWriter.Null, CancellationToken.None));
        const string mileages = "select md5(string_agg(vin || mileage_km || read_at, ',' order by vin)) from vehicle_identification.vehicle_states";
        Assert.Equal(await Catalogue.ScalarAsync<string>(sample.ConnectionString, mileages), await Catalogue.ScalarAsync<string>(database.ConnectionString, mileages));
    }

    [Theory]
    [InlineData("WBAUV71070A193749,ZZ99,475,2008-09-22,2,,\n", 3, "typeKey", "unknown model ZZ99")]
    [InlineData("WBAUV71070A193749,UV81,475,2008-02-30,2,,\n", 3, "producedOn", "date that exists")]
    [InlineData("WBAUV71070A193749,UV81,475,2008-09-22,two,,\n", 3, "numberOfKeys", "wrong type")]
    [InlineData("WBAUV71070A193749,UV81,475,2008-09-22,2,205|9ZZ,\n", 3, "options[1]", "unknown option 9ZZ")]
    [InlineData("WBAUV71070A193749,UV81,475,2008-09-22,2,205||1CA,\n", 3, "options[1]", "unknown option")]
    [InlineData("WBAUV71070A193749,UV81,475,2008-09-22,2,,235\n", 3, "retrofits[0].fittedOn", "is missing")]
    [InlineData("WBAUV71070A193749,UV81,475,2008-09-22,2,,235:2009-01-01:x\n", 3, "retrofits[0].fittedOn", "date that exists")]
    [InlineData("WBAUV71070A193749,,475,2008-09-22,2,,\n", 3, "typeKey", "is missing")]
    [InlineData("WBAUV71070A193748,UV81,475,2008-09-22,2,,\n", 3, "vin", "is there already on line 2")]
    [InlineData("WBAUV71070A193749,UV81,475\n", 3, null, "another number of fields")]
    [InlineData("WBAUV71070A193749,UV81,475,2008-09-22,2,,,\n", 3, null, "another number of fields")]
    [InlineData("\n", 3, null, "another number of fields")]
    [InlineData("\"WBAUV71070A193749\"x,UV81,475,2008-09-22,2,,\n", 3, null, "text after a closing quote")]
    [InlineData("WBAUV7\"1070A193749,UV81,475,2008-09-22,2,,\n", 3, null, "quote inside a field")]
    [InlineData("\"WBAUV71070A193749,UV81,475,2008-09-22,2,,\n", 3, null, "never closed")]
    [InlineData("\"a\nb\",UV81,475,2008-09-22,2,,\nWBAUV71070A19374O,UV81,475,2008-09-22,2,,\n", 5, "vin", "17 characters")]
    public async Task A_bad_record_is_named_by_the_line_where_it_begins(string record, long line, string? field, string reason)
    {
        using var folder = await new ImportFolder { Release = "bad" }.CsvAsync("vehicles", Header + First + record);
        var (exitCode, output) = await folder.ImportAsync(loaded.ConnectionString);
        Assert.Equal(1, exitCode);
        Assert.Contains($"vehicles.csv:{line}:", output);
        Assert.Contains(folder.Report(), issue =>
            issue.GetProperty("line").GetInt64() == line
            && (field is null || (issue.TryGetProperty("field", out var named) && named.GetString() == field))
            && issue.GetProperty("reason").GetString()!.Contains(reason));
        Assert.Equal("2026-10", (await Catalogue.CurrentAsync(loaded.ConnectionString))!.Value.Name);
    }

    [Theory]
    [InlineData("vin,typeKey,colour\n", "names colour, which is not a known property")]
    [InlineData("vin,typeKey,vin\n", "names vin twice")]
    [InlineData("vin,integrationLevels\n", "such as integrationLevels.factory")]
    [InlineData("vin,integrationLevels.now\n", "names integrationLevels.now")]
    [InlineData("vin,vin.x\n", "names vin.x")]
    [InlineData("VIN,typeKey\n", "names VIN")]
    public async Task A_header_with_a_wrong_name_is_told_and_nothing_else(string header, string reason)
    {
        using var folder = await new ImportFolder { Release = "bad" }.CsvAsync("vehicles", header + "WBAUV71070A193749,UV81,475\n");
        var (exitCode, _) = await folder.ImportAsync(loaded.ConnectionString);
        Assert.Equal(1, exitCode);
        var issue = Assert.Single(folder.Report());
        Assert.Equal(1, issue.GetProperty("line").GetInt64());
        Assert.Contains(reason, issue.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Rows_are_records_and_not_lines()
    {
        using var folder = await new ImportFolder().CsvAsync("options",
            "code,productType,kind,category,shortText.en,longText.en\r\n205,car,special,technical,\"Automatic, \"\"sport\"\"\",\"Two\nlines\"\r\n1CA,car,special,technical,x,y");
        Assert.Equal(2, ImportManifest.Read(folder.Path).Files!.Single(file => file.Kind == "options").Rows);
    }

    [Fact]
    public async Task A_record_that_never_ends_is_refused_and_not_kept_in_memory()
    {
        using var folder = await new ImportFolder { Release = "bad" }.CsvAsync("vehicles", Header + First + "\"" + new string('x', 3 << 20));
        var (exitCode, output) = await folder.ImportAsync(loaded.ConnectionString);
        Assert.Equal(1, exitCode);
        Assert.Contains("longer than 1 MB", output);
    }
}
