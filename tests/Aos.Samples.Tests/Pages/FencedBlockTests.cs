using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aos.Api.Tests.Harness;

namespace Aos.Samples.Tests.Pages;

/// <summary>Whatever a page shows works: commands and requests are sent, C# is compiled and run, JSON is read.</summary>
[Trait("Scorecard", "3")]
public sealed partial class FencedBlockTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly string[] Languages = ["bash", "csharp", "http", "json", "text", "mermaid", "xml", "yaml", "sql", "ini", "dockerfile"];

    public static TheoryData<string> All => [.. Pages.All];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_block_names_its_language_and_little_is_not_run(string page)
    {
        foreach (var block in await BlocksAsync(page))
        {
            Assert.True(Languages.Contains(block.Language), $"{block}: a block in '{block.Language}'");
            if (block is { Language: "bash", Mark: "no-run" })
                Assert.All(Commands(block.Text), command => Assert.True(NotRun().IsMatch(command), $"{block}: '{command}' can be run, so it must be."));
            else
                Assert.True(block.Mark.Length == 0 || block.Language == "bash" && Status().IsMatch(block.Mark) || block is { Language: "csharp", Mark: "no-run" }, $"{block}: what does '{block.Mark}' mean?");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Commands_and_the_answers_that_a_page_shows_are_true(string page)
    {
        var blocks = await BlocksAsync(page);
        if (!blocks.Any(block => block is { Language: "bash", Mark: not "no-run" } or { Language: "json" }))
            return;
        await using var shell = new ShellSession(api, Somebody.Workshop, await TokenAsync(page));
        (string Section, string Output) last = ("", "");
        foreach (var block in blocks)
        {
            if (block is { Language: "bash", Mark: not "no-run" })
                last = (block.Section, await RunAsync(shell, block));
            else if (block.Language == "json")
                CheckJson(block, last.Section == block.Section ? last.Output : "");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Programs_compile_and_run(string page)
    {
        foreach (var block in (await BlocksAsync(page)).Where(block => block.Language == "csharp"))
        {
            var program = new SampleProgram(Filled(block.Text));
            Assert.True(program.Faults.Count == 0, $"{block}: {string.Join('\n', program.Faults)}");
            if (block.Mark == "no-run")
                continue;
            var (code, output) = await program.RunAsync(api, Somebody.Workshop);
            Assert.True(code == 0, $"{block}: {output}");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Requests_are_answered_as_shown(string page)
    {
        using var client = api.AsNobody();
        var token = await api.TokenAsync(Somebody.Workshop);
        HttpResponseMessage? last = null;
        foreach (var block in (await BlocksAsync(page)).Where(block => block.Language == "http"))
        {
            var shown = HttpBlock.Parse(Filled(block.Text));
            if (!shown.IsAnswer)
            {
                last = await client.SendAsync(shown.Build(token));
                continue;
            }

            // An answer that stands alone shows headers that every read has.
            last ??= await (await api.AsAsync(Somebody.Workshop)).GetAsync("/vehicle-identification/v1/vehicles/WBAUV71070A193748");
            Assert.True((int)last.StatusCode == shown.Status, $"{block}: {(int)last.StatusCode} {await last.Content.ReadAsStringAsync()}");
            Assert.All(shown.Headers, header => Assert.True(last.Header(header.Name) is not null, $"{block}: no header {header.Name}"));
            if (shown.Body.Length > 0)
                Assert.Null(JsonForm.FaultOf(JsonNode.Parse(shown.Body), await last.JsonAsync()));
            last = null;
        }
    }

    // What an organisation does for itself is done by its legal representative, everything else by a program.
    private async Task<string> TokenAsync(string page)
    {
        if (page != "/docs/onboarding")
            return await api.TokenAsync(Somebody.Workshop);
        // Her organisation has no product yet, as that of the reader; no other page is read as somebody of it.
        await api.SqlAsync($"delete from identity.tenant_rights where code = 'apiVehicleIdentification' and tenant_id in ('{SomePerson.Rita.TenantId}', '{Somebody.SlowWorkshop.TenantId}')");
        return await api.PersonTokenAsync(SomePerson.Rita, "portal.read", "portal.write");
    }

    private async Task<IReadOnlyList<FencedBlock>> BlocksAsync(string page) => FencedBlock.Of(page, await Pages.ReadAsync(api, page));

    private async Task<string> RunAsync(ShellSession shell, FencedBlock block)
    {
        Assert.All(Commands(block.Text), command => Assert.True(MayRun().IsMatch(command), $"{block}: '{command}' is not on the list of what a test may run."));
        var (code, output, statuses) = await shell.RunAsync(Filled(block.Text));
        var all = string.Join(' ', statuses);
        if (Status().IsMatch(block.Mark))
            Assert.True(statuses.Count > 0 && $"{statuses[^1]}" == block.Mark, $"{block}: {all}\n{output}");
        else
            Assert.True(statuses.All(status => status < 400), $"{block}: {all}\n{output}");
        Assert.True(code == 0, $"{block}: exit code {code}\n{output}");
        return output;
    }

    private static void CheckJson(FencedBlock block, string answer)
    {
        JsonNode? shown;
        try
        {
            shown = JsonNode.Parse(block.Text);
        }
        catch (JsonException e)
        {
            Assert.Fail($"{block}: {e.Message}");
            return;
        }

        if (answer.StartsWith('{') || answer.StartsWith('['))
            Assert.True(JsonForm.FaultOf(shown, JsonNode.Parse(answer)) is not { } fault, $"{block}: {JsonForm.FaultOf(shown, JsonNode.Parse(answer))}");
    }

    /// <summary>What a page writes in place of an installation's own values.</summary>
    private string Filled(string text) => text
        .Replace("https://api.example.com", api.Address.ToString().TrimEnd('/'), StringComparison.Ordinal)
        .Replace("AOS_CLIENT_ID=demo-workshop", $"AOS_CLIENT_ID={Somebody.Workshop.ClientId}", StringComparison.Ordinal)
        .Replace("aoscs_...", Somebody.Workshop.Secret, StringComparison.Ordinal)
        .Replace("\"my-client\"", $"\"{Somebody.Workshop.ClientId}\"", StringComparison.Ordinal)
        .Replace("\"my-secret\"", $"\"{Somebody.Workshop.Secret}\"", StringComparison.Ordinal);

    private static IEnumerable<string> Commands(string text) =>
        text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Select(line => line.Split(" #")[0].Trim()).Where(line => line.Length > 0 && line[0] != '#');

    // What starts or stops an installation, runs the tests, or installs something.
    [GeneratedRegex(@"^(\./aos (up|down|test|check|bench|openapi|sdk|migrate)\b|(sudo )?(apt-get|createdb|createuser|psql|pg_dump|pg_restore|systemctl|install|sh|chmod|openssl) |docker |podman |export AOS_|dotnet (add|pack|new|publish|run|tool|dev-certs) |npm |git clone )")]
    private static partial Regex NotRun();

    // A test runs as whoever started it, so a page must not do more than call the API, use its commands and keep what they say.
    [GeneratedRegex(@"^(curl |\./aos (import|mileages|sample-data|tenant|client|account|staff|keys|audit|access|releases|token|status) |mkdir -p data|export (AOS_|Mail__)|printf |until curl |[A-Z]+=\$\((curl|grep|printf) |\| |-)")]
    private static partial Regex MayRun();

    [GeneratedRegex("^[1-5][0-9]{2}$")]
    private static partial Regex Status();
}
