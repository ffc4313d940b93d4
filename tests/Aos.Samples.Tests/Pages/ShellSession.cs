using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Aos.Api.Tests.Harness;

namespace Aos.Samples.Tests.Pages;

/// <summary>A shell that runs the blocks of a page one after the other, as a reader would: a token that one gets, the next one uses.</summary>
internal sealed partial class ShellSession : IAsyncDisposable
{
    private const string End = "::end of the block ";

    private readonly ApiHost _api;
    private readonly string _place;
    private readonly Process _shell;
    private readonly Task<string> _errors;

    public ShellSession(ApiHost api, Somebody somebody, string token)
    {
        _api = api;
        _place = Pages.Workplace(api);
        var start = new ProcessStartInfo("/bin/bash", ["--noprofile", "--norc"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _place,
        };
        start.Environment["AOS_BASE_ADDRESS"] = api.Address.ToString().TrimEnd('/');
        start.Environment["AOS_CLIENT_ID"] = somebody.ClientId;
        start.Environment["AOS_CLIENT_SECRET"] = somebody.Secret;
        // Only the first steps show how to get one; the other pages go on from there.
        start.Environment["TOKEN"] = token;
        _shell = Process.Start(start)!;
        _errors = _shell.StandardError.ReadToEndAsync();
    }

    /// <summary>Runs a block.</summary>
    /// <returns>Exit code, what it printed, and the status of each call that reached the API.</returns>
    public async Task<(int Code, string Output, List<int> Statuses)> RunAsync(string block)
    {
        var before = Statuses().Count;
        await _shell.StandardInput.WriteAsync($"set -o pipefail\n{block}\necho \"\n{End}$?\"\n");
        await _shell.StandardInput.FlushAsync();
        var output = new List<string>();
        while (await _shell.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(End, StringComparison.Ordinal))
                return (int.Parse(line.AsSpan(End.Length), CultureInfo.InvariantCulture), string.Join('\n', output).Trim(), await StatusesAsync(before, Calls().Count(block)));
            output.Add(line);
        }

        throw new InvalidOperationException("The shell has ended: " + await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
        Directory.Delete(_place, recursive: true);
    }

    /// <summary>The line of a request is written after its answer has gone out, so it may come a moment later.</summary>
    private async Task<List<int>> StatusesAsync(int before, int calls)
    {
        for (var i = 0; i < 500 && Statuses().Count < before + calls; i++)
            await Task.Delay(10);
        return Statuses()[before..];
    }

    private List<int> Statuses() => [.. _api.Log.Of("Aos.Requests").Select(line => int.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"^(?!\s*#).*?\bcurl\s", RegexOptions.Multiline)]
    private static partial Regex Calls();
}
