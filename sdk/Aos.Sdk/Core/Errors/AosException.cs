namespace Aos.Sdk;

/// <summary>Every failure that this SDK reports. <see cref="Exception.Message"/> is one line that says all a log needs.</summary>
public class AosException : Exception
{
    /// <summary>An exception with this text.</summary>
    /// <param name="message">One line.</param>
    /// <param name="code">Stable code.</param>
    /// <param name="requestId">Id of the request, if one was sent.</param>
    /// <param name="inner">What caused it.</param>
    public AosException(string message, string code, string? requestId = null, Exception? inner = null) : base(message, inner)
    {
        Code = code;
        RequestId = requestId;
    }

    /// <summary>Stable code: that of the API (<c>area.kebab-case</c>), <c>http.…</c> for an answer without one, <c>sdk.…</c> where there was no answer.</summary>
    public string Code { get; }

    /// <summary>Id under which the call stands in the logs of the API; null if nothing was sent.</summary>
    public string? RequestId { get; }
}
