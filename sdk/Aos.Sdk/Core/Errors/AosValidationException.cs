namespace Aos.Sdk;

/// <summary>400 or 422: the request is wrong. Correct what <see cref="Errors"/> names; repeating it does not help.</summary>
/// <param name="problem">What the API said.</param>
/// <param name="response">Status, headers and limits of the answer.</param>
public sealed class AosValidationException(Problem problem, AosResponse? response = null) : AosApiException(problem, response)
{
    /// <summary>The wrong fields, parameters and headers.</summary>
    public IReadOnlyList<FieldError> Errors => Problem.Errors;

    /// <summary>The wrong fields of the body by their JSON pointer, such as <c>/redirectUris/0</c>.</summary>
    public ILookup<string, FieldError> ErrorsByPointer =>
        Errors.Where(error => error.Pointer is not null).ToLookup(error => error.Pointer!, StringComparer.Ordinal);
}
