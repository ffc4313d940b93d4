using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Aos.Api.Platform.Instances;
using Aos.Api.Platform.Sample;

namespace Aos.Api.Tests.Cli;

/// <summary>What <c>./aos up</c> and <c>./aos status</c> print, and what a start leaves behind.</summary>
public sealed partial class UpAndStatusTests
{
    private const string Block = """
        AOS 0.1.0 is ready in N s        PostgreSQL N (embedded, data in DIR)
        ├─ API     ADDRESS        2,000 sample vehicles, release 2026-10
        ├─ Docs    ADDRESS/docs    first steps, every error code
        └─ Client  demo-workshop  secret SECRET (sandbox data only)
        Your first call (token valid 60 min):
          curl -H "Authorization: Bearer TOKEN" ADDRESS/vehicle-identification/v1/vehicles/WBAUV71070A193748
        In C#:
          AOS_BASE_ADDRESS=ADDRESS AOS_CLIENT_ID=demo-workshop AOS_CLIENT_SECRET=SECRET dotnet run --project samples/Quickstart
        Sign in at ADDRESS/account/sign-in (passwords of this installation alone):
          claire.smith@example.com  PASSWORD
          john.smith@example.com    PASSWORD
          ada@operator.example      PASSWORD (staff: sets up a second factor)

        """;

    [Fact]
    [Trait("Scorecard", "1")]
    [Trait("Scorecard", "2")]
    public async Task The_start_says_what_is_needed_and_status_says_it_again()
    {
        await using var serve = new ServeProcess();

        var up = await serve.UpAsync();
        var status = await serve.RunAsync("status");
        var token = await serve.RunAsync("token");

        Assert.Equal(("", ""), (up.Errors, status.Errors));
        Assert.Equal(Block, Masked(up.Output, serve.Data));
        Assert.Equal(Block, Masked(status.Output, serve.Data));
        Assert.NotEqual(Token().Match(up.Output).Value, Token().Match(status.Output).Value);
        Assert.Matches(@"^curl -u demo-workshop:aoscs_\w+ -d grant_type=client_credentials http://localhost:\d+/oauth/token\n\{\n  ""access_token"": ""aosat_", token.Output);
        Assert.Equal(HttpStatusCode.OK, await FirstCallAsync(up.Output));
        await AssertRestartAsync(serve);
    }

    /// <summary>An orderly stop takes its file along; a killed one does not, and the next start works all the same.</summary>
    private static async Task AssertRestartAsync(ServeProcess serve)
    {
        var secrets = DemoClient.ReadAll(serve.Data);
        Assert.NotNull(Instance.ReadLiving(serve.Data));
        serve.Kill();

        var second = await serve.UpAsync();

        Assert.Equal(Block, Masked(second.Output, serve.Data));
        Assert.Equal(secrets, DemoClient.ReadAll(serve.Data));
        Assert.Equal(0, await serve.StopAsync());
        Assert.False(File.Exists(Path.Combine(serve.Data, "instance.json")));
        Cli.IsRefused(await serve.RunAsync("status"), "AOS is not running; './aos up' starts it.");
        Assert.DoesNotContain(secrets.Values, secret => File.ReadAllText(serve.Log).Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public void The_block_keeps_its_columns()
    {
        var instance = new Instance
        {
            Pid = 1,
            Version = "0.1.0",
            Address = "http://localhost:5080",
            Docs = "http://localhost:5080/docs",
            PostgreSql = "15.14",
            StartSeconds = 6.24,
            DataDirectory = "/var/lib/aos/0",
            Samples = ["2,000 sample vehicles, release 2026-10"],
            FirstCall = "/vehicle-identification/v1/vehicles/WBAUV71070A193748",
        };

        var lines = ReadyBlock.Of(instance, new DemoClient("demo-workshop", "aoscs_1"), new GrantedToken { AccessToken = "aosat_1", ExpiresIn = 3600 }, "samples/Quickstart").Split('\n');

        Assert.Equal("AOS 0.1.0 is ready in 6.2 s        PostgreSQL 15.14 (embedded, data in /var/lib/aos/0)", lines[0]);
        Assert.Equal("├─ API     http://localhost:5080         2,000 sample vehicles, release 2026-10", lines[1]);
        Assert.Equal("├─ Docs    http://localhost:5080/docs    first steps, every error code", lines[2]);
    }

    [Fact]
    public void Without_sample_data_there_is_no_client_and_no_first_call()
    {
        var instance = new Instance { Pid = 1, Version = "0.1.0", Address = "http://a", Docs = "http://a/docs", PostgreSql = "15.14", StartSeconds = 1, DataDirectory = "/d" };

        Assert.Equal(
            "AOS 0.1.0 is ready in 1.0 s        PostgreSQL 15.14 (embedded, data in /d)\n├─ API     http://a\n└─ Docs    http://a/docs    first steps, every error code\n",
            ReadyBlock.Of(instance, client: null, token: null, "samples/Quickstart"));
    }

    /// <summary>As somebody who copies the line.</summary>
    private static async Task<HttpStatusCode> FirstCallAsync(string block)
    {
        var call = Curl().Match(block);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(call.Groups["token"].Value);
        using var answer = await http.GetAsync(new Uri(call.Groups["address"].Value));
        return answer.StatusCode;
    }

    private static string Masked(string block, string data)
    {
        var text = block.Replace(data, "DIR", StringComparison.Ordinal);
        text = Address().Replace(text, "ADDRESS");
        text = Token().Replace(text, "TOKEN");
        text = Secret().Replace(text, "SECRET");
        text = Password().Replace(text, "PASSWORD");
        text = Seconds().Replace(text, "ready in N s        P");
        text = Gap().Replace(text, "ADDRESS        2");
        return Version().Replace(text, "PostgreSQL N");
    }

    [GeneratedRegex(@"http://localhost:\d+")]
    private static partial Regex Address();

    [GeneratedRegex(@"aosat_\w+")]
    private static partial Regex Token();

    [GeneratedRegex(@"aoscs_\w+")]
    private static partial Regex Secret();

    [GeneratedRegex("(?<=example(\\.com)? +)[a-zA-Z2-9]{16}")]
    private static partial Regex Password();

    [GeneratedRegex(@"ready in \d+\.\d s +P")]
    private static partial Regex Seconds();

    [GeneratedRegex("ADDRESS +2")]
    private static partial Regex Gap();

    [GeneratedRegex(@"PostgreSQL \d+\.\d+")]
    private static partial Regex Version();

    [GeneratedRegex(@"curl -H ""Authorization: (?<token>[^""]+)"" (?<address>\S+)")]
    private static partial Regex Curl();
}
