using Aos.Api.Platform.Errors;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Aos.Api.Platform.Http;

/// <summary>Turns binding errors into 400, and checks bound queries (400) and bodies (422) by <see cref="FieldRules"/>, before the action runs.</summary>
internal sealed class BodyRulesFilter : IActionFilter
{
    public void OnActionExecuting(ActionExecutingContext context)
    {
        if (!context.ModelState.IsValid)
            throw BindingErrors.Translate(context);
        foreach (var parameter in context.ActionDescriptor.Parameters)
            Check(parameter, context.ActionArguments.TryGetValue(parameter.Name, out var value) ? value : null);
    }

    public void OnActionExecuted(ActionExecutedContext context)
    {
    }

    private static void Check(ParameterDescriptor parameter, object? value)
    {
        var source = parameter.BindingInfo?.BindingSource;
        if (source == BindingSource.Body)
        {
            if (value is null)
                throw new ProblemException(RequestErrors.BodyUnreadable, []) { Fields = [new() { Pointer = "", Code = FieldCodes.Required, Detail = "This operation needs a body." }] };
            if (FieldRules.CheckBody(value) is { Count: > 0 } wrong)
                throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = wrong };
        }
        else if (source == BindingSource.Query && value?.GetType() is { IsClass: true } type && type.Namespace?.StartsWith("Aos.", StringComparison.Ordinal) == true
            && FieldRules.CheckQuery(value) is { Count: > 0 } wrong)
            throw new ProblemException(RequestErrors.ParameterInvalid, []) { Fields = wrong };
    }
}
