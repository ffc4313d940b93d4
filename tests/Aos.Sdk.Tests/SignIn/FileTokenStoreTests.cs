using System.Diagnostics;
using System.Runtime.Versioning;

namespace Aos.Sdk.Tests.SignIn;

/// <summary>Tokens in a file, which several processes share.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FileTokenStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aos-tokens-").FullName;
    private readonly UserTokens _tokens = new()
    {
        Issuer = "https://api.example.com",
        ClientId = "my-app",
        AccessToken = "aosat_1",
        ObtainedAt = new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero),
        ExpiresAt = new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero),
        RefreshToken = "aosrt_1",
        Scope = "openid",
        Subject = "s",
    };

    private string File => Path.Combine(_folder, "new", "folder", "tokens.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_written_is_read_by_its_owner_only()
    {
        var store = new FileTokenStore(File);
        Assert.Null(await store.ReadAsync(default));
        await store.WriteAsync(null, default);
        await store.WriteAsync(_tokens, default);
        Assert.Equal(_tokens, await new FileTokenStore(File).ReadAsync(default));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(Path.GetDirectoryName(File)!));
        Assert.DoesNotContain("aos", _tokens.ToString(), StringComparison.Ordinal);

        // A file that was open to all is not any more.
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        await store.WriteAsync(_tokens with { AccessToken = "aosat_2" }, default);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        await store.WriteAsync(null, default);
        Assert.Null(await store.ReadAsync(default));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(File)!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task A_file_that_is_none_of_ours_counts_as_none(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await System.IO.File.WriteAllTextAsync(File, text);
        Assert.Null(await new FileTokenStore(File).ReadAsync(default));
    }

    [Fact]
    public async Task Readers_see_the_old_or_the_new_and_never_a_part()
    {
        var store = new FileTokenStore(File);
        await store.WriteAsync(_tokens, default);
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
                await store.WriteAsync(_tokens with { Scope = new string((char)('a' + (i % 26)), 5000) }, default);
        });
        while (!writing.IsCompleted)
        {
            var scope = (await new FileTokenStore(File).ReadAsync(default))!.Scope;
            Assert.True(scope == "openid" || (scope.Length == 5000 && scope.Distinct().Count() == 1));
        }
        await writing;
    }

    [Fact]
    public async Task Another_process_keeps_this_one_waiting()
    {
        var store = new FileTokenStore(File);
        await (await store.LockAsync(default)).DisposeAsync();
        using var other = Process.Start(new ProcessStartInfo("flock", ["--exclusive", File + ".lock", "sh", "-c", "echo held; read line"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Assert.Equal("held", await other.StandardOutput.ReadLineAsync());

        using var cancel = new CancellationTokenSource();
        var impatient = store.LockAsync(cancel.Token).AsTask();
        var patient = store.LockAsync(default).AsTask();
        await Task.Delay(150);
        Assert.False(patient.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        other.StandardInput.Close();
        await other.WaitForExitAsync();
        await (await patient).DisposeAsync();
    }

    [Fact]
    public async Task One_at_a_time_in_this_process_too()
    {
        var (inside, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var held = await new FileTokenStore(File).LockAsync(default);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Delay(5);
            Interlocked.Decrement(ref inside);
        }));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Two_programs_use_a_refresh_token_once()
    {
        await using var server = await FakeSignInServer.StartAsync();
        var signIn = server.SignIn();
        var request = await signIn.CreateRequestAsync(new Uri("https://app.example.com/in"), ["openid"]);
        server.Nonce = request.Pending.Nonce;
        await new SignedInTokenProvider(signIn, new FileTokenStore(File)).SaveAsync(await signIn.CompleteAsync(request.Pending, server.Callback(request)));
        server.Nonce = null;
        for (var round = 2; round < 6; round++)
        {
            server.Clock.Advance(TimeSpan.FromHours(1));
            var given = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new SignedInTokenProvider(server.SignIn(), new FileTokenStore(File)).GetTokenAsync(null, default).AsTask()));
            Assert.All(given, token => Assert.Equal($"aosat_{round}", token));
            Assert.Equal(round, server.TokenForms.Count());
        }
    }

    [Fact]
    public void The_usual_place_is_below_the_settings_of_the_user()
    {
        Assert.EndsWith(Path.Combine("my-app", "tokens.json"), FileTokenStore.DefaultPath("my-app"), StringComparison.Ordinal);
        Assert.True(Path.IsPathRooted(FileTokenStore.DefaultPath("my-app")));
    }
}
