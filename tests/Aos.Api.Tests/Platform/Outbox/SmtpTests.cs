using System.Globalization;
using Aos.Api.Platform.Outbox;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Platform.Outbox;

/// <summary>Mails to a real mail server: their form, and what happens when it refuses or is away.</summary>
public sealed class SmtpTests : IAsyncLifetime
{
    private readonly SmtpSink _sink = new();
    private ApiHost _api = null!;

    public async Task InitializeAsync()
    {
        _api = new ApiHost(_sink.Settings());
        await _api.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _api.DisposeAsync();
        await _sink.DisposeAsync();
    }

    [Fact]
    public async Task A_mail_has_a_text_and_an_HTML_part_and_the_headers_of_an_automatic_mail()
    {
        await _api.SendAsync(Post.Mail() with { Subject = "Ihr Code für Größe & Maß\r\nBcc: all@example.com" });
        await _api.UntilAsync("sent 1");
        var mail = Assert.Single(_sink.Mails);
        var id = await _api.SqlAsync<Guid>("select id from platform.outbox");
        Assert.Equal("mia@example.com", mail.Recipient);
        Assert.Equal("Ihr Code für Größe & Maß  Bcc: all@example.com", mail.Headers["Subject"]);
        Assert.False(mail.Headers.ContainsKey("Bcc"));
        Assert.Equal("\"AOS Prüfstand\" <noreply@aos.example>", mail.Headers["From"].Replace("AOS Prüfstand <", "\"AOS Prüfstand\" <", StringComparison.Ordinal));
        Assert.Equal("mia@example.com", mail.Headers["To"]);
        Assert.Equal($"<{id}@aos.example>", mail.Headers["Message-ID"]);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal("de", mail.Headers["Content-Language"]);
        Assert.StartsWith("multipart/alternative", mail.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.InRange(DateTimeOffset.Parse(mail.Headers["Date"], CultureInfo.InvariantCulture), TimeProvider.System.GetUtcNow().AddMinutes(-2), TimeProvider.System.GetUtcNow().AddMinutes(2));
        Assert.Equal(Post.Mail().Body.ToText().TrimEnd('\n'), mail.Text);
        Assert.Equal(Post.Mail().Body.ToHtml("de", mail.Headers["Subject"]).TrimEnd('\n'), mail.Html);
        Assert.All(mail.Source.Split("\r\n"), line => Assert.InRange(line.Length, 0, 200));
    }

    [Fact]
    public async Task A_mail_that_is_refused_for_now_is_tried_again_and_one_that_is_refused_for_good_is_not()
    {
        _sink.Refuse = _ => "451 4.3.0 come back later";
        await _api.SendAsync(Post.Mail());
        await _api.UntilAsync("waiting 1 smtp 451");
        Assert.Equal(1L, await _api.SqlAsync<long>("select count(*) from platform.outbox where due_at - platform.now() between interval '0' and interval '5 seconds'"));
        _sink.Refuse = _ => null;
        await _api.Clock.AdvanceAsync(TimeSpan.FromSeconds(5));
        await _api.UntilAsync("sent 2");

        await _api.SqlAsync("delete from platform.outbox");
        _sink.Refuse = to => $"550 5.1.1 no such user {to}";
        await _api.SendAsync(Post.Mail("gone@example.com"));
        await _api.UntilAsync("failed 1 smtp 550");
        Assert.Equal(1L, await _api.SqlAsync<long>("select count(*) from platform.outbox where content is null and ended_at is not null"));
        Assert.DoesNotContain(_api.Log.All, line => line.Contains("gone@", StringComparison.Ordinal) || line.Contains(Post.Secret, StringComparison.Ordinal));
        Assert.Single(_sink.Mails);
    }

    [Fact]
    public async Task Attempts_are_spread_over_a_day_and_then_the_mail_is_given_up()
    {
        Assert.InRange(OutboxWorker.Pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause), TimeSpan.FromHours(23), TimeSpan.FromHours(24));
        _sink.Refuse = _ => "451 4.3.0 come back later";
        await _api.SendAsync(Post.Mail());
        for (var attempt = 1; attempt <= OutboxWorker.Pauses.Count; attempt++)
        {
            await _api.UntilAsync($"waiting {attempt} ");
            await Polling.UntilAsync(async () => await _api.SqlAsync<long>("select count(*) from platform.outbox where lease is null") == 1);
            await _api.Clock.AdvanceAsync(OutboxWorker.Pauses[attempt - 1]);
        }

        await _api.UntilAsync("failed 9 smtp 451");
        Assert.Equal(1L, await _api.SqlAsync<long>("select count(*) from platform.outbox where content is null"));
    }

    [Fact]
    [Trait("Case", "W4")]
    public async Task After_five_failures_nothing_is_tried_for_half_a_minute()
    {
        // The test takes the turns of the worker itself, so that none is missed and none comes between.
        await using var silent = new ApiHost(new(_sink.Settings()) { ["Outbox:Deliver"] = "false" });
        await silent.InitializeAsync();
        var worker = ActivatorUtilities.CreateInstance<OutboxWorker>(silent.Services);
        var breaker = new Breaker(silent.Clock);
        _sink.Refuse = _ => "451 4.3.0 come back later";
        await silent.WriteAsync(async (messages, write) =>
        {
            for (var i = 0; i < 8; i++)
                await messages.SendMailAsync(write, Post.Mail());
        });
        Assert.True(await TurnAsync());
        Assert.Equal(5L, await silent.SqlAsync<long>("select count(*) from platform.outbox where attempts = 1 and lease is null and last_error is not null"));
        Assert.Equal(3L, await silent.SqlAsync<long>("select count(*) from platform.outbox where attempts = 0 and lease is null"));
        Assert.Equal(5, Tried());

        _sink.Refuse = _ => null;
        await silent.Clock.AdvanceAsync(TimeSpan.FromSeconds(20));
        Assert.False(await TurnAsync());
        Assert.Equal(5, Tried());
        await silent.Clock.AdvanceAsync(TimeSpan.FromSeconds(15));
        while (await TurnAsync())
            Assert.InRange(Tried(), 6, 13);
        Assert.Equal(8, _sink.Mails.Count);

        Task<bool> TurnAsync() => worker.TurnAsync(Channel.Mail, breaker, CancellationToken.None);
        int Tried() => _sink.Commands.Count(command => command == "RCPT");
    }

    [Fact]
    public async Task A_mail_whose_key_is_gone_is_given_up_and_holds_nothing_else_up()
    {
        await using var silent = new ApiHost(new(_sink.Settings()) { ["Outbox:Deliver"] = "false" });
        await silent.InitializeAsync();
        for (var i = 0; i < 6; i++)
            await silent.SendAsync(Post.Mail());
        await silent.SqlAsync("update platform.outbox set content = '\\x0102'");
        await silent.SendAsync(Post.Mail());
        var worker = ActivatorUtilities.CreateInstance<OutboxWorker>(silent.Services);
        var breaker = new Breaker(silent.Clock);
        while (await worker.TurnAsync(Channel.Mail, breaker, CancellationToken.None))
            Assert.False(breaker.IsOpen);
        Assert.Single(_sink.Mails);
        Assert.Equal(6L, await silent.SqlAsync<long>("select count(*) from platform.outbox where state = 'failed'"));
    }

    [Fact]
    public async Task A_server_that_is_away_costs_time_and_no_mail()
    {
        await using var away = new ApiHost(new(_sink.Settings()) { ["Mail:Port"] = "1" });
        await away.InitializeAsync();
        await away.SendAsync(Post.Mail());
        await away.UntilAsync("waiting 1 smtp");
        Assert.Equal(1L, await away.SqlAsync<long>("select count(*) from platform.outbox where content is not null"));
    }

    [Fact]
    [Trait("Case", "W1")]
    public async Task A_mail_of_a_worker_that_died_is_sent_by_another_with_the_same_id()
    {
        await using var silent = new ApiHost(new(_sink.Settings()) { ["Outbox:Deliver"] = "false" });
        await silent.InitializeAsync();
        await silent.SendAsync(Post.Mail());
        var store = silent.Services.GetRequiredService<OutboxStore>();
        var dead = Assert.Single(await store.ClaimAsync(Channel.Mail, canDeliver: true, CancellationToken.None));
        await using var node = new ApiHost(_sink.Settings(), null, silent.Database);
        await node.InitializeAsync();
        Assert.Empty(await node.Services.GetRequiredService<OutboxStore>().ClaimAsync(Channel.Mail, canDeliver: true, CancellationToken.None));
        Assert.Empty(_sink.Mails);

        await silent.Clock.AdvanceAsync(OutboxStore.Lease);
        await node.UntilAsync("sent 2");
        Assert.Equal($"<{dead.Id}@aos.example>", Assert.Single(_sink.Mails).Headers["Message-ID"]);
        Assert.False(await store.EndAsync(dead, "failed", "too late"));
        Assert.False(await store.TryAgainAsync(dead, TimeSpan.Zero, "too late"));
        Assert.Equal("sent 2", await node.StateAsync());
    }

    [Fact]
    public async Task A_node_that_stops_gives_its_mails_back()
    {
        var reached = new TaskCompletionSource();
        _sink.BeforeTaking = () =>
        {
            reached.TrySetResult();
            return Task.Delay(Timeout.Infinite);
        };
        await _api.WriteAsync(async (messages, write) =>
        {
            await messages.SendMailAsync(write, Post.Mail());
            await messages.SendMailAsync(write, Post.Mail());
        });
        await reached.Task;
        await _api.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<OutboxWorker>().Single().StopAsync(CancellationToken.None);
        Assert.Equal("waiting 0|waiting 0", await _api.StateAsync());
        Assert.Equal(2L, await _api.SqlAsync<long>("select count(*) from platform.outbox where lease is null and due_at <= platform.now()"));
    }

    [Fact]
    [Trait("Case", "W1")]
    public async Task Two_nodes_send_each_mail_once()
    {
        await using var second = await _api.StartSecondNodeAsync();
        for (var i = 0; i < 6; i++)
            await (i % 2 == 0 ? _api : second).WriteAsync(async (messages, write) =>
            {
                for (var n = 0; n < 10; n++)
                    await messages.SendMailAsync(write, Post.Mail());
            });
        await Polling.UntilAsync(async () => await _api.SqlAsync<long>("select count(*) from platform.outbox where state = 'sent'") == 60);
        Assert.Equal(60, _sink.Mails.Select(mail => mail.Headers["Message-ID"]).Distinct().Count());
        Assert.Equal(60, _sink.Mails.Count);
    }
}
