namespace Aos.Api.Platform.OpenApi.Operations;

/// <summary>The answer holds texts in the caller's language and names it in <c>Content-Language</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TranslatedAttribute : Attribute;
