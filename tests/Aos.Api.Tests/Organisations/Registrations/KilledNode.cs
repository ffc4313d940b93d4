using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Harness.Postgres;
using Aos.Api.Tests.Organisations.VatChecks;
using Npgsql;

namespace Aos.Api.Tests.Organisations.Registrations;

/// <summary>
/// A node in a process of its own that is killed (<c>kill -9</c>) in the middle of three steps at once: a registration whose VAT id the register has confirmed
/// is being stored, the mail of another one is committed and being delivered, and an approval has made its tenants. Then a second node starts on the same database.
/// </summary>
public sealed class KilledNode : IAsyncLifetime
{
    public const string Stored = "stored@example.org", Mailed = "mailed@example.org", Approved = "approved@example.org";

    private TestDatabase _database = null!;
    private FakeRegister _register = null!;
    private HttpClient _ada = null!;
    private string _form = "";

    /// <summary>The second node.</summary>
    public ApiHost Api { get; private set; } = null!;

    /// <summary>Rows of everything that the steps touch, before them and after the kill.</summary>
    public string Before { get; private set; } = "";

    /// <inheritdoc cref="Before" />
    public string After { get; private set; } = "";

    /// <summary>Answers to the same requests as long as the dead node's leases hold.</summary>
    public IReadOnlyList<HttpStatusCode> AtOnce { get; private set; } = [];

    /// <summary>Mails of the committed registration that had left when the node died.</summary>
    public long MailsThatHadLeft { get; private set; }

    /// <summary>Registration that was being approved.</summary>
    public Guid Id { get; private set; }

    /// <summary>Questions that the register was asked.</summary>
    public int Questions => _register.Questions.Count;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateSampleAsync();
        _register = await FakeRegister.StartAsync();
        Api = await StartAsync();
        Id = await Api.InReviewAsync(Approved);
        _form = (await Api.FormAsync(Stored)).ToJsonString();
        var mailed = (await Api.PlainFormAsync(Mailed)).ToJsonString();
        var token = await Api.PersonTokenAsync(SomePerson.Ada, "administration");
        await Api.DisposeAsync();

        await using (var brake = await BrakeAsync())
        {
            using var node = await StartProcessAsync();
            using var taken = await SendAsync(node.Client, mailed, Mailed);
            Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
            await UntilAsync(async () => await WaitingAsync(brake) == 1, node.Process);
            Before = await RowsAsync();
            node.Client.DefaultRequestHeaders.Authorization = new("Bearer", token);
            var cut = new[] { SendAsync(node.Client, _form, Stored), ApproveAsync(node.Client) };
            await UntilAsync(async () => await WaitingAsync(brake) == 3, node.Process);
            node.Process.Kill();
            await node.Process.WaitForExitAsync();
            foreach (var request in cut)
                await Assert.ThrowsAnyAsync<HttpRequestException>(() => request);
            // The server would see that nobody is there any more only when it has something to say.
            await SqlAsync($"select pg_terminate_backend(pid) from pg_stat_activity where {brake.ProcessID} = any (pg_blocking_pids(pid))");
            await UntilAsync(async () => await WaitingAsync(brake) == 0, node: null);
        }

        await SqlAsync("drop function public.brake() cascade");
        After = await RowsAsync();
        MailsThatHadLeft = (long)(await SqlAsync($"select count(*) from platform.sandbox_inbox where recipient = '{Mailed}'"))!;
        Api = await StartAsync();
        // However long that took: the dead node's leases have just begun.
        await SqlAsync("update platform.idempotency_keys set locked_until = platform.now() + interval '60 seconds' where status is null");
        _ada = Api.AsNobody();
        _ada.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using (var first = await SendAgainAsync())
        using (var second = await ApproveAgainAsync())
            AtOnce = [first.StatusCode, second.StatusCode];
        // A lease on a key holds for a minute, one on a mail for five.
        await _database.Clock.AdvanceAsync(TimeSpan.FromMinutes(6));
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await Api.DisposeAsync();
        await _register.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>Repeats the registration with its key.</summary>
    internal Task<HttpResponseMessage> SendAgainAsync() => SendAsync(Api.AsNobody(), _form, Stored);

    /// <summary>Repeats the approval with its key.</summary>
    internal Task<HttpResponseMessage> ApproveAgainAsync() => ApproveAsync(_ada);

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string form, string key) => client.SendJsonAsync(HttpMethod.Post, RegistrationKit.Path, form, key);

    private Task<HttpResponseMessage> ApproveAsync(HttpClient client) => client.SendJsonAsync(HttpMethod.Post, $"{RegistrationKit.Staff}/{Id}/approvals", "{}", Approved);

    private async Task<ApiHost> StartAsync()
    {
        var host = new ApiHost(new() { ["Vies:BaseUrl"] = _register.Address }, services: null, _database);
        await host.InitializeAsync();
        return host;
    }

    private async Task<Node> StartProcessAsync()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        free.Stop();
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "serve", "--Urls=" + address]) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in new[]
        {
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("Database__ConnectionString", _database.ConnectionString), ("Database__DisposableCluster", "true"), ("Keys__MasterKeyFile", TestKey.File),
            ("Passwords__HashIterations", "1000"), ("Vies__BaseUrl", _register.Address), ("Logging__LogLevel__Default", "Critical"),
        })
            start.Environment[name] = value;
        var node = new Node(Process.Start(start)!, new() { BaseAddress = new(address) });
        await UntilAsync(() => IsUpAsync(node.Client), node.Process);
        return node;
    }

    private static async Task<bool> IsUpAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/portal/v1/registration-options");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Holds up the store of one registration, the delivery of one mail, and every approval behind its tenants, until the connection ends.</summary>
    private async Task<NpgsqlConnection> BrakeAsync()
    {
        await SqlAsync($$"""
            create function public.brake() returns trigger language plpgsql as $$
            begin
                perform set_config('lock_timeout', '0', true);
                perform pg_advisory_xact_lock(42);
                return new;
            end $$;
            create trigger brake before insert on organisations.registrations for each row when (new.email = '{{Stored}}') execute function public.brake();
            create trigger brake before insert on platform.sandbox_inbox for each row when (new.recipient = '{{Mailed}}') execute function public.brake();
            create trigger brake before insert on organisations.organisations for each row execute function public.brake()
            """);
        var brake = new NpgsqlConnection(_database.ConnectionString + ";Pooling=false");
        await brake.OpenAsync();
        await using var hold = new NpgsqlCommand("select pg_advisory_lock(42)", brake);
        await hold.ExecuteNonQueryAsync();
        return brake;
    }

    private async Task<long> WaitingAsync(NpgsqlConnection brake) =>
        (long)(await SqlAsync($"select count(*) from pg_stat_activity where datname = current_database() and {brake.ProcessID} = any (pg_blocking_pids(pid))"))!;

    private async Task<string> RowsAsync() => (string)(await SqlAsync("""
        select concat_ws(' ', (select count(*) from identity.tenants), (select count(*) from identity.accounts), (select count(*) from identity.login_names), (select count(*) from organisations.organisations),
            (select string_agg(email || ':' || state, ' ' order by email) from organisations.registrations), (select count(*) from organisations.registration_links),
            (select count(*) from platform.outbox), (select count(*) from platform.events), (select count(*) from platform.audit))
        """))!;

    private async Task<object?> SqlAsync(string sql)
    {
        await using var command = _database.DataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Waits for a process, which on a busy machine may take its time.</summary>
    private static async Task UntilAsync(Func<Task<bool>> happened, Process? node)
    {
        for (var i = 0; !await happened(); i++)
        {
            Assert.False(node is { HasExited: true }, node is { HasExited: true } ? await node.StandardError.ReadToEndAsync() : "");
            Assert.True(i < 3000, "It did not happen.");
            await Task.Delay(20);
        }
    }

    private sealed record Node(Process Process, HttpClient Client) : IDisposable
    {
        public void Dispose()
        {
            Client.Dispose();
            if (!Process.HasExited)
                Process.Kill();
            Process.Dispose();
        }
    }
}
