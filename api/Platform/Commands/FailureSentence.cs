using Aos.Api.Platform.Database;
using Aos.Api.Platform.Errors;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Aos.Api.Platform.Commands;

/// <summary>What an operator is told when a command fails in a way that can be expected: one line, without a stack trace.</summary>
internal static class FailureSentence
{
    /// <summary>Null for a failure that nobody expected: its stack trace is worth having.</summary>
    public static string? Of(Exception failure) => failure switch
    {
        CommandException or DatabaseStartException => OneLine(failure.Message),
        OptionsValidationException options => OneLine(string.Join(' ', options.Failures)),
        ProblemException problem => OneLine(OfProblem(problem)),
        // Settings that cannot work are found while the host is built or started.
        InvalidOperationException { Message: var text } when text.StartsWith("Setting ", StringComparison.Ordinal) => OneLine(text),
        NpgsqlException database => OneLine($"The database refused: {database.Message}"),
        OperationCanceledException => "Stopped.",
        IOException or UnauthorizedAccessException => OneLine(failure.Message),
        _ => null,
    };

    private static string OfProblem(ProblemException problem) => problem.Fields.Count == 0
        ? problem.Error.Title.En
        : string.Join(' ', problem.Fields.Select(field => $"{field.Pointer?.TrimStart('/') ?? field.Parameter}: {field.Detail}"));

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
