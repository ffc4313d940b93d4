using System.Diagnostics;

namespace Aos.Sdk;

/// <summary>The span and the figures of one try; nothing where nobody listens.</summary>
internal readonly struct TrySpan(Activity? activity, AosOperation operation, long began) : IDisposable
{
    public void Answered(HttpResponseMessage response)
    {
        if (operation is null)
            return;
        var status = AosTelemetry.TextOf(response.StatusCode);
        AosTelemetry.Record(operation, began, status);
        activity?.SetTag("http.response.status_code", (int)response.StatusCode);
        if ((int)response.StatusCode < 400)
            return;
        activity?.SetTag("error.type", status);
        activity?.SetStatus(ActivityStatusCode.Error);
    }

    public void Failed(string reason)
    {
        if (operation is null)
            return;
        AosTelemetry.Record(operation, began, reason);
        activity?.SetTag("error.type", reason);
        activity?.SetStatus(ActivityStatusCode.Error);
    }

    public void Dispose() => activity?.Dispose();
}
