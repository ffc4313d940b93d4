using Aos.Sdk.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Sdk.Tests;

/// <summary>The ways to create a client, and what a wrong setting says. One class, because it changes the environment.</summary>
[Trait("Scorecard", "12")]
public sealed class CreationTests : IDisposable
{
    private static readonly string[] Variables =
        ["AOS_BASE_ADDRESS", "AOS_CLIENT_ID", "AOS_CLIENT_SECRET", "AOS_SCOPES", "AOS_APPLICATION_NAME", "AOS_TIMEOUT", "AOS_MAX_RETRIES", "AOS_PACING"];

    private readonly Dictionary<string, string?> _before = Variables.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    public CreationTests()
    {
        foreach (var name in Variables)
            Environment.SetEnvironmentVariable(name, null);
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
            Environment.SetEnvironmentVariable(name, value);
    }

    [Fact]
    public async Task With_address_id_and_secret()
    {
        await using var api = await FakeApi.StartAsync();
        await CallAsync(new AosClient(api.Address, "demo", "secret"));
        Assert.Matches(@"^aos-sdk-dotnet/\d+\.\d+\.\d+ \(\.NET 10\.0; [a-z0-9.-]+\)$", api.Requests.Single().Header("User-Agent"));
    }

    [Fact]
    public async Task With_options_and_a_path_prefix()
    {
        await using var api = await FakeApi.StartAsync();
        var options = api.Options();
        options.BaseAddress += "/proxy/";
        options.ApplicationName = "MyApp/2.1";
        api.Otherwise = context => (context.Request.Path == "/proxy/oauth/token"
            ? Answers.Json(200, """{"access_token":"t","expires_in":60}""")
            : Answers.Json(200, "{}"))(context);
        var client = new AosClient(options);
        options.BaseAddress = "http://changed.invalid";
        await CallAsync(client);
        Assert.Equal(["/proxy/oauth/token", "/proxy/x"], api.Requests.Select(request => request.Target));
        Assert.All(api.Requests, request => Assert.EndsWith(") MyApp/2.1", request.Header("User-Agent"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task From_the_environment()
    {
        await using var api = await FakeApi.StartAsync();
        Environment.SetEnvironmentVariable("AOS_BASE_ADDRESS", api.Address);
        Environment.SetEnvironmentVariable("AOS_CLIENT_ID", "demo");
        Environment.SetEnvironmentVariable("AOS_CLIENT_SECRET", "secret");
        Environment.SetEnvironmentVariable("AOS_SCOPES", "a.read b.read");
        Environment.SetEnvironmentVariable("AOS_TIMEOUT", "5");
        await CallAsync(AosClient.FromEnvironment());
        Assert.Equal("grant_type=client_credentials&scope=a.read+b.read", api.TokenRequests.Single().Body);
    }

    [Fact]
    public async Task From_the_section_Aos_with_handlers_of_the_application()
    {
        await using var api = await FakeApi.StartAsync();
        var seen = new SeenRequests();
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Aos:BaseAddress"] = api.Address,
                ["Aos:ClientId"] = "demo",
                ["AOS_CLIENT_SECRET"] = "secret",
                ["Aos:Scopes:0"] = "a.read",
                ["Aos:Scopes:1"] = "b.read",
                ["Aos:Timeout"] = "00:00:07",
            }).Build());
        services.AddAosClient(options => options.MaxRetries = 0).AddHttpMessageHandler(() => seen);
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<AosClient>();
        await CallAsync(client);

        Assert.Same(client, provider.GetRequiredService<AosClient>());
        Assert.Equal(["/oauth/token", "/x"], seen.Paths);
        Assert.Equal("grant_type=client_credentials&scope=a.read+b.read", api.TokenRequests.Single().Body);
        api.Otherwise = Answers.Problem(503, "service.down");
        await Assert.ThrowsAsync<AosServerException>(() => CallAsync(client));
        Assert.Equal(2, api.Requests.Count);
    }

    [Fact]
    public async Task Two_named_clients_beside_the_usual_one()
    {
        await using var first = await FakeApi.StartAsync();
        await using var second = await FakeApi.StartAsync();
        var seen = new SeenRequests();
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Aos:BaseAddress"] = "http://usual.invalid",
                ["Aos:ClientId"] = "usual",
                ["Aos:ClientSecret"] = "secret",
                ["Aos:sandbox:BaseAddress"] = first.Address,
                ["Aos:sandbox:ClientId"] = "sandbox-client",
                ["Aos:sandbox:ClientSecret"] = "secret",
                ["Aos:fleet:BaseAddress"] = second.Address,
                ["Aos:fleet:ClientId"] = "fleet-client",
            }).Build());
        services.AddAosClient();
        services.AddAosClient("sandbox");
        services.AddAosClient("fleet", options => options.ClientSecret = "secret").AddHttpMessageHandler(() => seen);
        services.AddAosClient("broken");
        await using var provider = services.BuildServiceProvider();
        await CallAsync(provider.GetRequiredKeyedService<AosClient>("sandbox"));
        await CallAsync(provider.GetRequiredKeyedService<AosClient>("fleet"));

        Assert.NotSame(provider.GetRequiredService<AosClient>(), provider.GetRequiredKeyedService<AosClient>("sandbox"));
        Assert.Equal(["/oauth/token", "/x"], seen.Paths);
        Assert.Equal(("sandbox-client", "fleet-client"), (UserOf(first), UserOf(second)));
        var thrown = Assert.Throws<AosConfigurationException>(() => provider.GetRequiredKeyedService<AosClient>("broken"));
        Assert.Equal("The AOS setting BaseAddress (AosClientOptions.BaseAddress, configuration Aos:broken:BaseAddress) is missing.", thrown.Message);

        static string UserOf(FakeApi api) =>
            System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(api.TokenRequests.Single().Header("Authorization")!["Basic ".Length..])).Split(':')[0];
    }

    [Fact]
    public void Without_settings_dependency_injection_says_what_is_missing()
    {
        var services = new ServiceCollection();
        services.AddAosClient();
        using var provider = services.BuildServiceProvider();
        var thrown = Assert.Throws<AosConfigurationException>(() => provider.GetRequiredService<AosClient>());
        Assert.Equal("The AOS setting BaseAddress (AosClientOptions.BaseAddress, environment variable AOS_BASE_ADDRESS) is missing.", thrown.Message);
    }

    [Theory]
    [InlineData("AOS_BASE_ADDRESS", null, "BaseAddress", "is missing")]
    [InlineData("AOS_BASE_ADDRESS", "localhost:5080", "BaseAddress", "must be an absolute http or https address")]
    [InlineData("AOS_BASE_ADDRESS", "/api", "BaseAddress", "must be an absolute http or https address")]
    [InlineData("AOS_BASE_ADDRESS", "ftp://x", "BaseAddress", "must be an absolute http or https address")]
    [InlineData("AOS_BASE_ADDRESS", "http://x?y=1", "BaseAddress", "must be an absolute http or https address")]
    [InlineData("AOS_BASE_ADDRESS", "http://me:secret@x", "BaseAddress", "must be an absolute http or https address")]
    [InlineData("AOS_CLIENT_ID", null, "ClientId", "is missing")]
    [InlineData("AOS_CLIENT_ID", " ", "ClientId", "is missing")]
    [InlineData("AOS_CLIENT_SECRET", null, "ClientSecret", "is missing")]
    [InlineData("AOS_CLIENT_SECRET", "secret\n", "ClientSecret", "must not contain blanks or control characters")]
    [InlineData("AOS_SCOPES", "a\"b", "Scopes", "must be a list of scope names")]
    [InlineData("AOS_APPLICATION_NAME", "My App (1)", "ApplicationName", "must look like MyApp or MyApp/2.1")]
    [InlineData("AOS_TIMEOUT", "0", "Timeout", "must be above 0 and at most one day")]
    [InlineData("AOS_TIMEOUT", "soon", "Timeout", "must be above 0 and at most one day")]
    [InlineData("AOS_PACING", "hurry", "Pacing", "must be wait, throw or ignore")]
    [InlineData("AOS_PACING", "2", "Pacing", "must be wait, throw or ignore")]
    [InlineData("AOS_MAX_RETRIES", "99", "MaxRetries", "must be a whole number from 0 to 10")]
    [InlineData("AOS_MAX_RETRIES", "many", "MaxRetries", "must be a whole number from 0 to 10")]
    public void A_wrong_setting_is_one_sentence(string variable, string? value, string setting, string what)
    {
        Environment.SetEnvironmentVariable("AOS_BASE_ADDRESS", "http://localhost:5080");
        Environment.SetEnvironmentVariable("AOS_CLIENT_ID", "demo");
        Environment.SetEnvironmentVariable("AOS_CLIENT_SECRET", "secret");
        Environment.SetEnvironmentVariable(variable, value);
        var thrown = Assert.Throws<AosConfigurationException>(AosClient.FromEnvironment);

        Assert.StartsWith($"The AOS setting {setting} (AosClientOptions.{setting}, environment variable {variable}) {what}", thrown.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", thrown.Message, StringComparison.Ordinal);
    }

    private static async Task CallAsync(AosClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/x");
        using var response = await client.SendAsync(request);
    }

    private sealed class SeenRequests : DelegatingHandler
    {
        public List<string> Paths { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Paths.Add(request.RequestUri!.AbsolutePath);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
