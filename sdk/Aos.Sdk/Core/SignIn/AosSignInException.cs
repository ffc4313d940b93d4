namespace Aos.Sdk;

/// <summary>
/// A person could not be signed in. <see cref="AosException.Code"/> tells why: that of the server (<c>login_required</c>,
/// <c>consent_required</c>, <c>invalid_scope</c>, …), or <c>sdk.…</c> where the answer itself could not be trusted. Begin again.
/// </summary>
public class AosSignInException : AosException
{
    /// <summary>An exception with this text.</summary>
    /// <param name="message">One line.</param>
    /// <param name="code">Stable code.</param>
    /// <param name="inner">What caused it.</param>
    public AosSignInException(string message, string code, Exception? inner = null)
        : base(OneLine.Of(message), code, (inner as AosException)?.RequestId, inner)
    {
    }
}
