using System.Diagnostics;
using Aos.Api.Tests.House;

namespace Aos.Api.Tests.Cli;

/// <summary>The script <c>./aos</c>, as far as it neither builds nor starts anything.</summary>
public sealed class ScriptTests
{
    [Theory]
    [InlineData("There is no command 'start'; './aos help' lists them.", "start")]
    [InlineData("up takes --detach and --port N, not '--prot'.", "up", "--prot")]
    [InlineData("The option --port needs a number.", "up", "--port")]
    [InlineData("A port is a number, not 'http'.", "up", "--port=http")]
    [InlineData("Name the migration in lower case with hyphens, such as 'add-colours'.", "migration", "Add Colours")]
    [InlineData("There is no folder api/Nowhere.", "migration", "add-colours", "Nowhere")]
    public async Task A_wrong_call_is_one_sentence_and_exit_code_2(string sentence, params string[] args) =>
        Cli.IsRefused(await RunAsync([], args), sentence, code: 2);

    [Fact]
    public async Task A_missing_sdk_is_one_sentence()
    {
        // The script finds an SDK in its usual places by itself.
        if (Directory.Exists("/usr/share/dotnet") || Directory.Exists("/usr/lib/dotnet"))
            return;

        // A PATH with what the script itself needs, and no dotnet.
        var tools = Directory.CreateTempSubdirectory("aos-tools-").FullName;
        foreach (var tool in new[] { "env", "bash", "readlink", "dirname", "date", "grep" })
            File.CreateSymbolicLink(Path.Combine(tools, tool), $"/usr/bin/{tool}");

        var answer = await RunAsync(new() { ["PATH"] = tools, ["HOME"] = tools, ["DOTNET_ROOT"] = tools }, "up");

        Directory.Delete(tools, recursive: true);
        Cli.IsRefused(answer, "The .NET SDK 10 is missing: install it (https://dotnet.microsoft.com/download), and put 'dotnet' on the PATH.");
    }

    [Fact]
    public async Task Help_has_a_line_for_every_command()
    {
        var answer = await RunAsync([], "help");

        Assert.Equal(0, answer.Code);
        foreach (var command in "up status down token test check openapi sdk migration import".Split(' '))
            Assert.Contains($"\n  {command} ", answer.Output, StringComparison.Ordinal);
    }

    private static async Task<Cli.Answer> RunAsync(Dictionary<string, string> environment, params string[] args)
    {
        var start = new ProcessStartInfo("/bin/bash", [Path.Combine(SourceTree.Root, "aos"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await errors);
    }
}
