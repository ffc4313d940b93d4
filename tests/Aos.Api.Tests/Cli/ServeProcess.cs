using System.Diagnostics;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Harness.Postgres;

namespace Aos.Api.Tests.Cli;

/// <summary>The executable in a process of its own, with a throw-away embedded database and the sample data.</summary>
internal sealed class ServeProcess(params (string Name, string Value)[] environment) : IAsyncDisposable
{
    private Process? _serve;

    /// <summary>Directory of the data.</summary>
    public string Data { get; } = TestDirectories.Create("serve");

    /// <summary>Number of the process that runs the API.</summary>
    public int ProcessId => _serve!.Id;

    public string Log => Path.Combine(Data, "api.log");

    /// <summary>Starts the API and gives the block that says that it is ready.</summary>
    public async Task<Cli.Answer> UpAsync()
    {
        // The shell becomes the API, so that its number is that of the API and its output goes into the file.
        _serve = Start("/bin/sh", "-c", """log=$1; shift; exec "$@" >>"$log" 2>&1""", "sh", Log, "dotnet", Program, "serve", "--sample", "--Urls=http://127.0.0.1:0");
        return await RunAsync("wait", "--pid", $"{_serve.Id}", "--log", Log);
    }

    /// <summary>Runs another command of the executable to its end.</summary>
    public async Task<Cli.Answer> RunAsync(params string[] args)
    {
        using var process = Start("dotnet", [Program, .. args]);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await errors);
    }

    /// <summary>Asks the API to stop, as a service manager does, and gives its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("/bin/kill", ["-TERM", $"{_serve!.Id}"]);
        await _serve.WaitForExitAsync();
        return _serve.ExitCode;
    }

    public void Kill() => _serve!.Kill();

    public async ValueTask DisposeAsync()
    {
        if (_serve is { HasExited: false })
            await StopAsync();
        _serve?.Dispose();
    }

    /// <summary>Settings with which a command of this process reaches the same database.</summary>
    public string[] Settings => [$"--Database:DataDirectory={Data}", "--Database:DisposableCluster=true", "--environment=Development"];

    private static string Program => typeof(Program).Assembly.Location;

    private Process Start(string file, params string[] args)
    {
        var start = new ProcessStartInfo(file, args) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Database__DataDirectory"] = Data;
        start.Environment["Database__DisposableCluster"] = "true";
        start.Environment["Sample__Directory"] = SampleData.Folder;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
