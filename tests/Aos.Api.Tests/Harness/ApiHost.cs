using System.Net.Http.Headers;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness.Postgres;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aos.Api.Tests.Harness;

/// <summary>
/// The whole API on Kestrel with a database of its own, filled with the sample data and the callers of
/// <see cref="Somebody"/>. One per test class (<c>IClassFixture</c>); tests ask for a client "as somebody".
/// </summary>
public sealed class ApiHost : IAsyncLifetime, IAsyncDisposable
{
    private readonly Dictionary<string, string?> _settings;
    private readonly Action<IServiceCollection>? _services;
    private TestDatabase? _database;
    private WebApplication? _app;

    /// <summary>A host with the settings of the suite.</summary>
    public ApiHost()
        : this([])
    {
    }

    internal ApiHost(Dictionary<string, string?> settings, Action<IServiceCollection>? services = null, TestDatabase? database = null) =>
        (_settings, _services, _database, OwnsDatabase) = (settings, services, database, database is null);

    private bool OwnsDatabase { get; }

    /// <summary>Address of the API.</summary>
    public Uri Address { get; private set; } = null!;

    internal TestDatabase Database => _database!;

    internal MovableClock Clock => Database.Clock;

    internal IServiceProvider Services => _app!.Services;

    internal RecordedLog Log { get; } = new();

    /// <summary>A second node on the same database.</summary>
    internal async Task<ApiHost> StartSecondNodeAsync()
    {
        var node = new ApiHost(_settings, _services, Database);
        await node.InitializeAsync();
        return node;
    }

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        _database ??= await TestDatabase.CreateSampleAsync();
        _app = ApiApplication.Create(["--environment", Environments.Development], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Database:ConnectionString"] = Database.ConnectionString,
                ["Database:DisposableCluster"] = "true",
                ["Keys:MasterKeyFile"] = TestKey.File,
                ["Passwords:HashIterations"] = "1000",
                ["Limits:FailuresPerMinute"] = "100000",
                ["Limits:AnonymousPerSecond"] = "100000",
                ["Limits:WithoutPlanPerSecond"] = "100000",
            });
            builder.Configuration.AddInMemoryCollection(_settings);
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        }, services =>
        {
            services.AddSingleton<TimeProvider>(Database.Clock);
            services.AddLogging(logging => logging.ClearProviders().AddProvider(Log));
            _services?.Invoke(services);
        });
        await _app.StartAsync();
        Address = new Uri(_app.Urls.First());
        await WaitUntilHeardAsync();
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        if (OwnsDatabase && _database is not null)
            await _database.DisposeAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    /// <summary>A client without a token.</summary>
    public HttpClient AsNobody() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };

    /// <summary>A client with a fresh token of somebody.</summary>
    internal async Task<HttpClient> AsAsync(Somebody somebody, params string[] scopes)
    {
        var client = AsNobody();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(somebody, scopes));
        return client;
    }

    /// <summary>A fresh token of somebody, with all its scopes or those named.</summary>
    internal async Task<string> TokenAsync(Somebody somebody, params string[] scopes) =>
        (await Services.GetRequiredService<AccessTokens>().IssueAsync(new NewAccessToken
        {
            Family = Guid.CreateVersion7(),
            ClientId = somebody.ClientId,
            TenantId = somebody.TenantId,
            Scopes = scopes.Length > 0 ? scopes : somebody.Scopes,
            Audience = AccessTokens.ApiAudience,
        }))!;

    /// <summary>A client with a fresh token of a person, got through the command line's client.</summary>
    internal async Task<HttpClient> AsPersonAsync(SomePerson person, params string[] scopes)
    {
        var client = AsNobody();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await PersonTokenAsync(person, scopes));
        return client;
    }

    /// <summary>A fresh token of a person, in a sign-in session of its own.</summary>
    internal Task<string> PersonTokenAsync(SomePerson person, params string[] scopes) =>
        Services.GetRequiredService<Aos.Api.Platform.Writes.Writes>().RunAsync(Aos.Api.Platform.Audit.Actor.System, requestId: null, async write =>
        {
            var (session, _) = await Aos.Api.OAuth.Sessions.SignInSessions.StartAsync(write, new(person.Id, person.TenantId, person.Realm, ["pwd"], "test", "127.0.0.1"));
            var family = Guid.CreateVersion7();
            await write.Connection.ExecuteAsync(write.Sql("""
                insert into oauth.families (id, client_id, account_id, tenant_id, session_id, scopes, audience, signed_in_at, methods)
                values (@family, 'aos-cli', @accountId, @tenantId, @session, @scopes, 'api', platform.now(), '{pwd}')
                """, new { family, accountId = person.Id, tenantId = person.TenantId, session, scopes }));
            return await AccessTokens.IssueAsync(write, new()
            {
                Family = family,
                ClientId = "aos-cli",
                TenantId = person.TenantId,
                AccountId = person.Id,
                Scopes = scopes,
                Audience = AccessTokens.ApiAudience,
                SessionId = session,
                SignedInAt = Clock.GetUtcNow().UtcDateTime,
            });
        }, CancellationToken.None);

    /// <summary>A browser that is signed in: a client with the cookie of a fresh session.</summary>
    internal async Task<HttpClient> SignInAsync(SomePerson person)
    {
        var (_, cookie) = await Services.GetRequiredService<Aos.Api.Platform.Writes.Writes>().RunAsync(Aos.Api.Platform.Audit.Actor.System, requestId: null, write =>
            Aos.Api.OAuth.Sessions.SignInSessions.StartAsync(write, new(person.Id, person.TenantId, person.Realm, ["pwd"], "test", "127.0.0.1")), CancellationToken.None);
        var client = AsNobody();
        client.DefaultRequestHeaders.Add("Cookie", "aos=" + cookie);
        return client;
    }

    /// <summary>Runs SQL on the database of this host.</summary>
    internal async Task<T?> SqlAsync<T>(string sql)
    {
        await using var command = Database.DataSource.CreateCommand(sql);
        return (T?)(await command.ExecuteScalarAsync() is var value && value is DBNull ? null : value);
    }

    /// <summary>Runs SQL on the database of this host.</summary>
    internal async Task SqlAsync(string sql)
    {
        await using var command = Database.DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task WaitUntilHeardAsync()
    {
        var listener = Services.GetRequiredService<Aos.Api.Platform.Database.NotificationListener>();
        for (var i = 0; i < 500 && !listener.IsHealthy; i++)
            await Task.Delay(10);
        Assert.True(listener.IsHealthy);
    }
}
