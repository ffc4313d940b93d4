using Aos.Api.Tests.Harness.Postgres;

namespace Aos.Api.Tests.Cli;

/// <summary>Runs commands in this process, on a test database.</summary>
internal static class Cli
{
    /// <summary>What a command printed, and its exit code.</summary>
    internal sealed record Answer(int Code, string Output, string Errors);

    /// <summary>A command that needs no database.</summary>
    public static Task<Answer> RunAsync(params string[] args) => RunAsync([], args);

    /// <summary>A command on a database.</summary>
    public static Task<Answer> RunAsync(TestDatabase database, params string[] args) =>
        RunAsync([$"--Database:ConnectionString={database.ConnectionString}", "--Database:DisposableCluster=true", "--environment=Development"], args);

    /// <summary>A command on a database, with settings of its own.</summary>
    public static Task<Answer> RunWithAsync(TestDatabase database, string[] settings, params string[] args) =>
        RunAsync([$"--Database:ConnectionString={database.ConnectionString}", "--Database:DisposableCluster=true", "--environment=Development", .. settings], args);

    private static async Task<Answer> RunAsync(string[] settings, string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await ApiCommands.Create(settings).RunAsync(args, output, errors);
        return new(code, output.ToString(), errors.ToString());
    }

    /// <summary>Refused in one sentence, without a stack trace.</summary>
    public static void IsRefused(Answer answer, string sentence, int code = 1)
    {
        Assert.Equal(sentence + "\n", answer.Errors);
        Assert.Equal("", answer.Output);
        Assert.Equal(code, answer.Code);
    }
}
