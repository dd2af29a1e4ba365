/** Materials a complete application for a seal names one by one (XC-E-8, HN-6). */
export const requiredMaterials = ['单位身份证明', '经办人身份证明', '实物印章备案证明'] as const;
