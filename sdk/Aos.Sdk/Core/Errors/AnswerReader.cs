using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Aos.Sdk;

/// <summary>Makes the exception of an answer that is a failure, whatever form it has.</summary>
internal sealed class AnswerReader(string problemsAddress, TimeProvider clock)
{
    private const int ShownCharacters = 512;

    public AosApiException ReadFailure(HttpRequestMessage request, HttpResponseMessage response)
    {
        var body = TextOf(request);
        var metadata = AosResponse.Of(request, response, clock);
        return ByWhatToDo(ReadProblem(body, response, metadata), metadata);
    }

    /// <summary>The exception of an answer with a good status and a body that is not what the document promises.</summary>
    public AosApiException UnexpectedContent(HttpRequestMessage request, HttpResponseMessage response, Exception? cause)
    {
        var body = TextOf(request);
        var metadata = AosResponse.Of(request, response, clock);
        return new AosApiException(Unreadable(body, "http.unexpected-content", response, metadata), metadata, cause);
    }

    public static bool IsProblem(HttpResponseMessage response) => IsType(response.Content.Headers.ContentType, "application/problem+json");

    public static bool IsJson(HttpResponseMessage response) => IsType(response.Content.Headers.ContentType, "application/json");

    // Always as UTF-8: some proxies name character sets that .NET does not know.
    private static string TextOf(HttpRequestMessage request) => CallState.Of(request).Body is { } body ? Encoding.UTF8.GetString(body.Bytes) : "";

    private static bool IsType(MediaTypeHeaderValue? type, string name) =>
        string.Equals(type?.MediaType, name, StringComparison.OrdinalIgnoreCase);

    private static AosApiException ByWhatToDo(Problem problem, AosResponse response) => problem.Status switch
    {
        400 or 422 => new AosValidationException(problem, response),
        401 => new AosUnauthorizedException(problem, response),
        402 => new AosTicketRequiredException(problem, response),
        403 => new AosForbiddenException(problem, response),
        404 => new AosNotFoundException(problem, response),
        409 => new AosConflictException(problem, response),
        412 or 428 => new AosPreconditionFailedException(problem, response),
        429 => new AosRateLimitException(problem, response),
        >= 500 => new AosServerException(problem, response),
        _ => new AosApiException(problem, response),
    };

    private Problem ReadProblem(string body, HttpResponseMessage response, AosResponse metadata)
    {
        try
        {
            if (IsProblem(response) && JsonSerializer.Deserialize(body, CoreJson.Default.Problem) is { Code.Length: > 0 } problem)
                return problem with { Status = metadata.Status, RequestId = problem.RequestId ?? metadata.RequestId };
            if (IsJson(response) && ReadOAuthError(body, metadata) is { } refusal)
                return refusal;
        }
        catch (JsonException)
        {
            // Says it is JSON and is not: shown as the text it is.
        }
        return Unreadable(body, Code(response, metadata.Status), response, metadata);
    }

    // The form of RFC 6749 §5.2, in which the endpoints of OAuth answer.
    private Problem? ReadOAuthError(string body, AosResponse metadata)
    {
        using var document = JsonDocument.Parse(body);
        if (document.RootElement.ValueKind is not JsonValueKind.Object || Text(document.RootElement, "error") is not { } error)
            return null;
        return new Problem
        {
            Type = problemsAddress,
            Title = "The authorization server refused.",
            Status = metadata.Status,
            Detail = Text(document.RootElement, "error_description") ?? "The authorization server refused; check client id, secret and scopes.",
            Code = error,
            RequestId = metadata.RequestId,
        };
    }

    private Problem Unreadable(string body, string code, HttpResponseMessage response, AosResponse metadata)
    {
        var start = OneLine.Of(body.Length > ShownCharacters ? body[..ShownCharacters] : body);
        var title = string.IsNullOrEmpty(response.ReasonPhrase) ? "Unexpected answer" : response.ReasonPhrase;
        var type = response.Content.Headers.ContentType?.MediaType ?? "no content type";
        return new Problem
        {
            Type = problemsAddress,
            Title = title,
            Status = metadata.Status,
            Detail = start.Length == 0 ? $"{title}, without a body." : $"{title}, not an answer of the API ({type}): {start}",
            Code = code,
            RequestId = metadata.RequestId,
        };
    }

    // The API repeats its code in a header, which survives a proxy that replaces the body.
    private static string Code(HttpResponseMessage response, int status) =>
        response.Headers.TryGetValues("AOS-Error-Code", out var codes) && codes.FirstOrDefault() is { Length: > 0 } code
            ? code
            : string.Create(CultureInfo.InvariantCulture, $"http.{status}");

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
