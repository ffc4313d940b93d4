namespace Aos.Api.Platform.Errors;

/// <summary>The operations of a controller answer their errors in the form of an RFC of their own, and not as problems.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class ErrorFormAttribute : Attribute
{
    /// <summary>The body of an error, as <c>application/json</c>.</summary>
    /// <param name="error">The entry of the catalogue.</param>
    /// <param name="detail">What happened this time, in English.</param>
    public abstract byte[] Write(ApiError error, string detail);
}

/// <summary>Errors of what carries this are read by people in a browser: they are pages, and not problems.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public abstract class ErrorPageAttribute : Attribute
{
    /// <summary>Writes the body, after status and headers.</summary>
    /// <param name="context">The request.</param>
    /// <param name="error">The entry of the catalogue.</param>
    public abstract Task WriteAsync(HttpContext context, ApiError error);
}
