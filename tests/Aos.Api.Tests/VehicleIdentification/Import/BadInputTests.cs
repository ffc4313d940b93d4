using System.Text;
using Aos.Api.VehicleIdentification.Import;

namespace Aos.Api.Tests.VehicleIdentification.Import;

/// <summary>Whatever is wrong with an import: the release in use stays, and file and line are named.</summary>
public sealed class BadInputTests(LoadedDatabase loaded) : IClassFixture<LoadedDatabase>
{

    [Theory]
    [InlineData("""{"vin":"WBAUV71070A193748","typeKey":"UV81","paint":"475","producedOn":"2008-09-22"}""", "vin", "is there already on line 1")]
    [InlineData("""{"vin":"WBAUV71070A193749","typeKey":"ZZ99","paint":"475","producedOn":"2008-09-22"}""", "typeKey", "unknown model ZZ99")]
    [InlineData("""{"vin":"WBAUV71070A193749","typeKey":"UV81","paint":"999","producedOn":"2008-09-22"}""", "paint", "unknown paint 999")]
    [InlineData("""{"vin":"WBAUV71070A193749","typeKey":"UV81","paint":"475","upholstery":"XXXX","producedOn":"2008-09-22"}""", "upholstery", "unknown upholstery XXXX")]
    [InlineData("""{"vin":"WBAUV71070A193749","typeKey":"UV81","paint":"475","producedOn":"2008-09-22","options":["205","9ZZ"]}""", "options[1]", "unknown option 9ZZ")]
    [InlineData("""{"vin":"WB10A01000Z000009","typeKey":"0A01","paint":"475","producedOn":"2008-09-22","options":["205"]}""", "options[0]", "unknown option 205")]
    [InlineData("""{"vin":"WBAUV71070A193749","typeKey":"UV81","paint":"475","producedOn":"2008-09-22","options":["205","205"]}""", "options[1]", "a second time")]
    [InlineData("""{"vin":"WBAUV71070A193749","typeKey":"UV81","paint":"475","producedOn":"2008-09-22","retrofits":[{"code":"235"}]}""", "retrofits[0].fittedOn", "is missing")]
    [InlineData("""{"vin":"WBAUV71070A193749","typeKey":"UV81","paint":"475","producedOn":"2008-09-22","retrofits":[null]}""", "retrofits[0]", "is missing")]
    [InlineData("""{"vin":"WBAUV7107OA193748","typeKey":"UV81","paint":"475","producedOn":"2008-09-22"}""", "vin", "without I, O and Q")]
    [InlineData("""{"vin":"WBAUV71070A193749","paint":"475","producedOn":"2008-09-22"}""", "typeKey", "is missing")]
    [InlineData("""{"vin":"WBAUV71070A193749","typeKey":"UV81","paint":"475","producedOn":"2008-02-30"}""", "producedOn", "date that exists")]
    [InlineData("""{"vin":"WBAUV71070A193749","typeKey":"UV81","paint":"475","producedOn":"2999-01-01"}""", "producedOn", "in the future")]
    [InlineData("""{"vin":"WBAUV71070A193749","typeKey":"UV81","paint":"475","producedOn":"2008-09-22","firstRegisteredOn":"2008-09-21"}""", "firstRegisteredOn", "before producedOn")]
    [InlineData("""{"vin":"WBAUV71070A193749","typeKey":"UV81","paint":"475","producedOn":"2008-09-22","integrationLevels":{"factory":"E89X-08-13-520"}}""", "integrationLevels.factory", "E89X-08-09-520")]
    [InlineData("""{"vin":"WBAUV71070A193749","typeKey":"UV81","paint":"475","producedOn":"2008-09-22","numberOfKeys":"2"}""", "numberOfKeys", "wrong type")]
    [InlineData("""{"vin":"WBAUV71070A193749","typeKey":"UV81","paint":"475","producedOn":"2008-09-22","engineNumber":5896959}""", "engineNumber", "wrong type")]
    [InlineData("""{"vin":"WBAUV71070A193749","typeKey":"UV81","paint":"475","producedOn":"2008-09-22","mileageKm":5}""", "mileageKm", "not a known property")]
    [InlineData("""{"vin":"WBAUV71070A193749","typeKey":"UV81","paint":"475","producedOn":"2008-09-22","Paint":"475"}""", "Paint", "not a known property")]
    [InlineData("""{"vin":"WBAUV71070A193749","typeKey":"UV81","paint":"475","paint":"300","producedOn":"2008-09-22"}""", "paint", "is there twice")]
    [InlineData("""{"vin":"WBAUV71070A193749","gone":true}""", "gone", "belongs to a changed import")]
    [InlineData("""{"vin":"WBAUV71070A193749","typeKey":"UV81",""", null, "no valid JSON")]
    [InlineData("""{"vin":"WBAUV71070A193749"} {}""", null, "no valid JSON")]
    [InlineData("null", null, "no JSON object")]
    [InlineData("[]", null, "no JSON object")]
    [InlineData(" ", null, "is empty")]
    public async Task A_bad_line_of_vehicles_is_named(string line, string? field, string reason)
    {
        using var folder = await new ImportFolder { Release = "bad" }.And("vehicles", line).WrittenAsync();
        await RefusedAsync(folder, "vehicles.ndjson", 4, field, reason);
    }

    [Theory]
    [InlineData("brands", """{"code":"Acme","name":"Acme"}""", "code", 3)]
    [InlineData("brands", """{"code":"acme","name":"Acme"}""", "code", 3)]
    [InlineData("wmis", """{"code":"WBA","manufacturer":"Acme","country":"DE","region":"europe"}""", "code", 3)]
    [InlineData("wmis", """{"code":"WBAX","manufacturer":"Acme","country":"DE","region":"europe"}""", "code", 3)]
    [InlineData("wmis", """{"code":"WB0123","manufacturer":"Acme","country":"DE","region":"europe"}""", "code", 3)]
    [InlineData("wmis", """{"code":"WBI","manufacturer":"Acme","country":"DE","region":"europe"}""", "code", 3)]
    [InlineData("wmis", """{"code":"WBY","country":"DE","region":"europe"}""", "manufacturer", 3)]
    [InlineData("wmis", """{"code":"WBY","manufacturer":"Acme","brand":"nobody","country":"DE","region":"europe"}""", "brand", 3)]
    [InlineData("wmis", """{"code":"WBY","manufacturer":"Acme","country":"Germany","region":"europe"}""", "country", 3)]
    [InlineData("wmis", """{"code":"WBY","manufacturer":"Acme","country":"DE","region":"moon"}""", "region", 3)]
    [InlineData("plants", """{"wmi":"WBA","code":"A","name":{"en":"Munich"},"country":"DE"}""", "code", 3)]
    [InlineData("plants", """{"wmi":"WBS","code":"A","name":{"en":"Munich"},"country":"DE"}""", "wmi", 3)]
    [InlineData("plants", """{"wmi":"WBA","code":"AB","name":{"en":"Munich"},"country":"DE"}""", "code", 3)]
    [InlineData("plants", """{"wmi":"WBA","code":"V","name":{"en":"Munich"},"country":"DE","validFrom":"2004-01-01"}""", "validFrom", 3)]
    [InlineData("plants", """{"wmi":"WBA","code":"E","name":{"en":"Munich"},"country":"DE","validFrom":"2004-01-02","validTo":"2004-01-01"}""", "validTo", 3)]
    [InlineData("paints", """{"code":"123","name":{"de":"rot"}}""", "name.en", 3)]
    [InlineData("paints", """{"code":"123","name":{"en":"red"},"hex":"red"}""", "hex", 3)]
    [InlineData("upholsteries", """{"code":"EBAT","name":{"en":"Cloth"}}""", "code", 2)]
    [InlineData("options", """{"code":"205","productType":"boat","kind":"special","category":"technical","shortText":{"en":"x"}}""", "productType", 5)]
    [InlineData("options", """{"code":"205","productType":"car","kind":"special","category":"technical","shortText":{"en":"x"}}""", "code", 5)]
    [InlineData("models", """{"typeKey":"AB12","leadModel":"AB12","model":"AB12","designation":"x","brand":"nobody","productType":"car","series":"E91","engineType":"N54"}""", "brand", 3)]
    [InlineData("models", """{"typeKey":"AB12","leadModel":"AB12","model":"AB12","designation":"x","brand":"acme","productType":"car","series":"E91","engineType":"N54","bodyType":"boat"}""", "bodyType", 3)]
    [InlineData("models", """{"typeKey":"AB12","leadModel":"AB12","model":"AB12","designation":"x","brand":"acme","productType":"car","series":"E91","engineType":"N54","producedFrom":"2010-01-01","producedTo":"2009-01-01"}""", "producedTo", 3)]
    public async Task A_bad_line_of_codes_is_named(string kind, string line, string field, int number)
    {
        using var folder = await new ImportFolder { Release = "bad" }.WithPlants().And(kind, line).WrittenAsync();
        await RefusedAsync(folder, $"{kind}.ndjson", number, field, "");
    }

    [Fact]
    public async Task A_cut_file_is_named_with_the_line_where_it_ends()
    {
        using var folder = await new ImportFolder { Release = "bad" }.WrittenAsync();
        var bytes = folder.BytesOf("vehicles");
        await File.WriteAllBytesAsync(folder.FileOf("vehicles"), bytes[..(bytes.Length / 2)]);
        await RefusedAsync(folder, "vehicles.ndjson", 1, null, "no valid JSON");
        Assert.Contains(folder.Report(), issue => issue.GetProperty("reason").GetString()!.Contains("the file was cut"));
    }

    [Fact]
    public async Task An_altered_byte_is_named_with_its_line_where_reading_finds_it()
    {
        using var folder = await new ImportFolder { Release = "bad" }.WrittenAsync();
        var text = Encoding.UTF8.GetString(folder.BytesOf("vehicles"));
        await File.WriteAllTextAsync(folder.FileOf("vehicles"), text.Replace("WB10A01000Z000001", "WB10A01000Q000001"));
        await RefusedAsync(folder, "vehicles.ndjson", 2, "vin", "17 characters");
        Assert.Contains(folder.Report(), issue => issue.GetProperty("reason").GetString()!.Contains("digest"));
    }

    [Fact]
    public async Task An_altered_byte_that_reads_well_is_found_by_the_digest()
    {
        using var folder = await new ImportFolder { Release = "bad" }.WrittenAsync();
        var text = Encoding.UTF8.GetString(folder.BytesOf("vehicles"));
        await File.WriteAllTextAsync(folder.FileOf("vehicles"), text.Replace("05896959", "05896958"));
        await RefusedAsync(folder, "vehicles.ndjson", null, null, "digest");
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("latin1")]
    [InlineData("utf-8-bom")]
    public async Task A_wrong_encoding_is_named(string encoding)
    {
        using var folder = new ImportFolder { Release = "bad" };
        var text = Encoding.UTF8.GetString(folder.BytesOf("paints")).Replace("black", "grün");
        byte[] bytes = encoding switch
        {
            "utf-16" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
            "latin1" => Encoding.Latin1.GetBytes(text),
            _ => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
        };
        await folder.WrittenAsync("paints", bytes);
        await RefusedAsync(folder, "paints.ndjson", 1, null, encoding == "utf-8-bom" ? "byte order mark" : "not UTF-8");
    }

    [Fact]
    public async Task A_line_above_one_megabyte_is_named_and_the_lines_after_it_are_read()
    {
        using var folder = await new ImportFolder { Release = "bad" }
            .And("vehicles", $$"""{"vin":"{{new string('A', 3 << 20)}}"}""", """{"vin":"short"}""").WrittenAsync();
        await RefusedAsync(folder, "vehicles.ndjson", 4, null, "longer than 1 MB");
        Assert.Contains(folder.Report(), issue => issue.GetProperty("line").GetInt64() == 5);
    }

    [Fact]
    public async Task A_damaged_gzip_file_is_named()
    {
        using var folder = await new ImportFolder { Release = "bad" }.PackedAsync("vehicles");
        var packed = folder.FileOf("vehicles") + ".gz";
        var bytes = await File.ReadAllBytesAsync(packed);
        await File.WriteAllBytesAsync(packed, bytes[..(bytes.Length - 12)]);
        await RefusedAsync(folder, "vehicles.ndjson.gz", null, null, "");
    }

    [Fact]
    public async Task A_key_that_an_earlier_file_has_is_named_with_both_places()
    {
        using var folder = await new ImportFolder { Release = "bad" }.WrittenAsync();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "vehicles-001.ndjson"), ImportFolder.VehicleLine);
        await ManifestWriter.WriteAsync(folder.Path, "bad", "sandbox", changed: false, CancellationToken.None);
        await RefusedAsync(folder, "vehicles.ndjson", 1, "vin", "is there already on vehicles-001.ndjson:1");
    }

    [Fact]
    public async Task A_thousand_faults_are_kept_and_all_are_counted()
    {
        using var folder = await new ImportFolder { Release = "bad" }
            .And("vehicles", [.. Enumerable.Repeat("""{"vin":"short","typeKey":"UV81","paint":"475","producedOn":"2008-09-22"}""", 1_500)]).WrittenAsync();
        var (exitCode, output) = await folder.ImportAsync(loaded.ConnectionString);
        Assert.Equal(1, exitCode);
        Assert.Contains("1,500 faults", output);
        Assert.Equal(1_000, folder.Report().Count);
    }

    [Fact]
    public async Task Codes_are_shown_without_characters_that_steer_a_terminal()
    {
        using var folder = await new ImportFolder { Release = "bad" }
            .And("vehicles", """{"vin":"WBAUV71070A193749","typeKey":"UV81","paint":"475","producedOn":"2008-09-22","options":["\u001b[2J"]}""").WrittenAsync();
        var (_, output) = await folder.ImportAsync(loaded.ConnectionString);
        Assert.DoesNotContain('\u001b', output);
    }

    private async Task RefusedAsync(ImportFolder folder, string file, long? line, string? field, string reason)
    {
        var (exitCode, output) = await folder.ImportAsync(loaded.ConnectionString);
        Assert.Equal(1, exitCode);
        Assert.Contains(line is null ? $"{file}:" : $"{file}:{line}:", output);
        Assert.Contains(folder.Report(), issue =>
            issue.GetProperty("file").GetString() == file
            && (line is null || (issue.TryGetProperty("line", out var at) && at.GetInt64() == line))
            && (field is null || (issue.TryGetProperty("field", out var named) && named.GetString() == field))
            && issue.GetProperty("reason").GetString()!.Contains(reason));
        Assert.Equal("2026-10", (await Catalogue.CurrentAsync(loaded.ConnectionString))!.Value.Name);
        Assert.Equal(3, (await Catalogue.VinsAsync(loaded.ConnectionString)).Count);
        Assert.Equal(0, await Catalogue.ScalarAsync<long>(loaded.ConnectionString,
            "select count(*) from vehicle_identification.vehicles v join vehicle_identification.releases r using (data_set) where v.from_release > r.current"));
    }
}
