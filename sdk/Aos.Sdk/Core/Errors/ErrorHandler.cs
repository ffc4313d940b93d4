using System.Net;

namespace Aos.Sdk;

/// <summary>The outermost handler: what comes out is a good answer or an <see cref="AosException"/>.</summary>
internal sealed class ErrorHandler(AosSettings settings, AnswerReader reader, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (RetryRules.IsNoAnswer(fault))
        {
            throw NoAnswer(request, fault);
        }
        if (response.IsSuccessStatusCode || response.StatusCode is HttpStatusCode.NotModified || IsExpectedlyMissing(request, response))
            return response;
        using (response)
            throw reader.ReadFailure(request, response);
    }

    // Only the API's own 404 about an object means "there is none"; one of a proxy, or one about the path, says that the address is wrong.
    private static bool IsExpectedlyMissing(HttpRequestMessage request, HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.NotFound && AnswerReader.IsProblem(response)
        && CallState.Of(request).MayBeMissing
        && !(response.Headers.TryGetValues("AOS-Error-Code", out var codes) && codes.Contains("request.not-found"));

    private AosException NoAnswer(HttpRequestMessage request, Exception fault)
    {
        var requestId = CallState.RequestIdOf(request);
        var tries = CallState.Of(request).Tries;
        var code = fault is TimeoutException ? "sdk.timeout" : "sdk.connection-failed";
        var cause = fault.InnerException is { } deeper && fault is HttpRequestException ? $"{fault.Message} {deeper.Message}" : fault.Message;
        var message = OneLine.Of(
            $"no status, {code}: {request.Method} {request.RequestUri?.GetLeftPart(UriPartial.Path)} {cause}, " +
            $"{tries} {(tries == 1 ? "try" : "tries")} (request {requestId}; see {settings.ProblemsAddress})");
        return fault is TimeoutException
            ? new AosTimeoutException(message, requestId, fault)
            : new AosConnectionException(message, requestId, fault);
    }
}
