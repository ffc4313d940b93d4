using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Aos.Bench.Data;

namespace Aos.Bench.Servers;

/// <summary>A server in a process of its own: the API as it runs in production behind a proxy, or the reference server.</summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ApiProcess(Process process, string address) => (_process, Address) = (process, address);

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>Resident memory in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "Aos.Api.dll");

    /// <summary>Starts the API; its log, a line per request included, goes into a file as it would into a collector.</summary>
    public static async Task<ApiProcess> StartApiAsync(string connectionString, int port, string directory)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        var key = Path.Combine(directory, "master.key");
        if (!File.Exists(key))
            await File.WriteAllTextAsync(key, Convert.ToBase64String(new byte[32]));
        var start = Dotnet(Program, "serve");
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = address;
        start.Environment["Origin"] = address;
        start.Environment["Proxies__0"] = "127.0.0.1";
        // All calls of the bench come from one address; calls without a token are counted there.
        start.Environment["Limits__AnonymousPerSecond"] = "1000000";
        start.Environment["Keys__MasterKeyFile"] = key;
        start.Environment["Database__ConnectionString"] = connectionString;
        return await StartAsync(start, address, "/health/ready", Path.Combine(directory, $"api-{port}.log"));
    }

    public static Task<ApiProcess> StartReferenceAsync(string connectionString, int port, int length, string directory)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        var start = Dotnet(Path.Combine(AppContext.BaseDirectory, "Aos.Bench.dll"), "reference", connectionString, address, length.ToString(CultureInfo.InvariantCulture));
        return StartAsync(start, address, "/fixed", Path.Combine(directory, $"reference-{port}.log"));
    }

    /// <summary>Runs a command of the API's program to its end.</summary>
    public static async Task CommandAsync(string connectionString, params string[] arguments)
    {
        var start = Dotnet(Program, arguments);
        start.Environment["Database__ConnectionString"] = connectionString;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'aos {string.Join(' ', arguments)}' failed: {await output}{await error}");
    }

    /// <summary>A fresh token of the bench's client.</summary>
    public async Task<string> TokenAsync()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, Address + "/oauth/token")
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
        };
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Basic);
        using var answer = await http.SendAsync(request);
        using var token = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return token.RootElement.GetProperty("access_token").GetString()!;
    }

    /// <summary>The client's credentials for HTTP Basic.</summary>
    public static string Basic => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{BenchCaller.Id}:{BenchCaller.Secret}"));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static ProcessStartInfo Dotnet(string program, params string[] arguments) =>
        new("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };

    private static async Task<ApiProcess> StartAsync(ProcessStartInfo start, string address, string probe, string log)
    {
        var process = Process.Start(start)!;
        var file = new FileStream(log, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        _ = process.StandardOutput.BaseStream.CopyToAsync(file);
        var error = process.StandardError.ReadToEndAsync();
        using var http = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var answer = await http.GetAsync(address + probe);
                if (answer.IsSuccessStatusCode)
                    return new(process, address);
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            if (process.HasExited)
                throw new InvalidOperationException($"The server at {address} does not start: {await error}; its log is {log}.");
            if (tries == 1500)
                throw new InvalidOperationException($"The server at {address} does not answer; its log is {log}.");
            await Task.Delay(20);
        }
    }
}
