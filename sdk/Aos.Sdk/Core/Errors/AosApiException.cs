using System.Globalization;
using System.Text;

namespace Aos.Sdk;

/// <summary>The API answered with a failure. The derived types tell what the caller does next.</summary>
public class AosApiException : AosException
{
    /// <summary>An exception for this problem.</summary>
    /// <param name="problem">What the API said.</param>
    /// <param name="response">Status, headers and limits of the answer.</param>
    /// <param name="inner">What caused it.</param>
    public AosApiException(Problem problem, AosResponse? response = null, Exception? inner = null)
        : base(MessageOf(problem), problem.Code, problem.RequestId, inner)
    {
        Problem = problem;
        Response = response ?? new AosResponse { Status = problem.Status, RequestId = problem.RequestId };
    }

    /// <summary>HTTP status.</summary>
    public int Status => Problem.Status;

    /// <summary>The answer of the API; for an answer in another form (a proxy's page) the SDK fills it with what is known.</summary>
    public Problem Problem { get; }

    /// <summary>Headers, limits and id of the answer.</summary>
    public AosResponse Response { get; }

    // 409 service-history.entry-locked: The entry is locked. (request 01J…; see https://…/problems/…)
    private static string MessageOf(Problem problem)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{problem.Status} {problem.Code}: {problem.Detail ?? problem.Title}");
        foreach (var error in problem.Errors.Take(3))
            text.Append(CultureInfo.InvariantCulture, $" [{error.Place}: {error.Detail}]");
        text.Append(CultureInfo.InvariantCulture, $" (request {problem.RequestId ?? "unknown"}; see {problem.Type})");
        return OneLine.Of(text.ToString());
    }
}
